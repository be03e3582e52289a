import type { Feed } from '../../../shared/model';
import { failureSentence } from './errorWords';

/** What can be done about a feed that is not read as usual, at the place where that is said. */
export type Remedy = 'resume' | 'allow' | 'signIn' | 'tryAgain' | 'join';

/** Why a feed is not read as usual. */
export interface FeedStanding {
  readonly kind: 'gone' | 'paused' | 'failing' | 'moved';
  readonly sentence: string;
  readonly remedy: Remedy | null;
}

const GONE = 'Its publisher took it down for good. Its articles stay.';
const MOVED = 'It has moved to the address of another feed of yours.';
const PAUSED = 'It is paused, and not asked for anything new.';

function remedyOf(failure: NonNullable<Feed['failure']>): Remedy {
  if (failure.code === 'private-address') return 'allow';
  return failure.code === 'sign-in' ? 'signIn' : 'tryAgain';
}

/** Null for a feed that is well. */
export function feedStanding(feed: Feed): FeedStanding | null {
  const { failure } = feed;
  if (feed.isGone) return { kind: 'gone', sentence: GONE, remedy: null };
  if (feed.isPaused) return { kind: 'paused', sentence: PAUSED, remedy: 'resume' };
  if (failure !== null) {
    return { kind: 'failing', sentence: failureSentence(failure), remedy: remedyOf(failure) };
  }
  return feed.duplicateOf === null ? null : { kind: 'moved', sentence: MOVED, remedy: 'join' };
}
