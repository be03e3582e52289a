import { z } from 'zod';
import { Address, Feed, FeedCandidate, FeedId, Folder, MAX_ADDRESS_LENGTH } from '../model';
import { command, query } from './define';

/** Feeds: what one is subscribed to, and how that changes. */
export const feeds = {
  'feeds.list': query(
    z.strictObject({}),
    z.strictObject({ folders: z.array(Folder), feeds: z.array(Feed) }),
  ),
  /**
   * Finds the feeds behind a feed or site address. One candidate means the answer is certain.
   * The bytes that proved it are kept for a moment, so that subscribing costs no second request.
   */
  'feeds.discover': query(
    z.strictObject({ address: Address }),
    z.strictObject({ candidates: z.array(FeedCandidate) }),
  ),
  'feeds.subscribe': command(
    z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(MAX_ADDRESS_LENGTH) }),
    z.strictObject({ feedId: FeedId, title: z.string() }),
  ),
  /** Hides a feed and its articles; `feeds.restore` brings them back as they were. */
  'feeds.unsubscribe': command(
    z.strictObject({ feedId: FeedId }),
    z.strictObject({ title: z.string() }),
  ),
  'feeds.restore': command(z.strictObject({ feedId: FeedId }), z.strictObject({})),
};
