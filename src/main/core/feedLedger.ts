/** What fetching a feed has cost, as it is told to the reader. */
import type { FeedLedger } from '../../shared/model';
import type { FetchState } from './ports';

const MINUTE_MS = 60_000;

export interface LedgerCircumstances {
  readonly isPaused: boolean;
  /** False for saved pages, which nobody is asked for. */
  readonly hasServer: boolean;
  /** Until when the feed or its host must be left alone, or null. */
  readonly heldUntil: number | null;
  readonly now: number;
}

/** Times in milliseconds since 1970. */
export function ledgerOf(
  state: FetchState,
  { isPaused, hasServer, heldUntil, now }: LedgerCircumstances,
): FeedLedger {
  const { requests, notModified, bytes, lastStatus, checkedAt, lastChangeAt, rhythmMs } = state;
  const isAskedByItself = hasServer && !isPaused && state.goneAt === null;
  return {
    requests,
    notModified,
    bytes,
    lastStatus,
    lastAnswerAt: checkedAt,
    lastChangeAt,
    // What is overdue is asked now, or as soon as it may be.
    nextDueAt: isAskedByItself ? Math.max(state.nextDueAt, heldUntil ?? now, now) : null,
    nextAllowedAt: heldUntil,
    rhythmMinutes: rhythmMs === null ? null : Math.max(1, Math.round(rhythmMs / MINUTE_MS)),
  };
}
