/** Failures that many use cases share. */
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';

/** `not-found`, for a feed that is not there or was removed. */
export function noSuchFeed(): ReaderError {
  return new ReaderError('not-found', 'There is no such feed.');
}

/** `duplicate-feed`. @param feedId the feed that is there already, as far as it is known. */
export function duplicateFeed(feedId: FeedId | undefined): ReaderError {
  const details = feedId === undefined ? {} : { feedId };
  return new ReaderError('duplicate-feed', 'This feed is already here.', details);
}
