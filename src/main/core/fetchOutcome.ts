/** What one answer changes in what is remembered of a feed. */
import type { ReaderError } from '../../shared/errors';
import type { FeedFailure } from '../../shared/model';
import type { ParsedFeed } from './parsedFeed';
import type { AnswerFacts, FetchState } from './ports';
import { rhythmAfterChange, rhythmOfDates } from './rhythm';

/** @param now milliseconds since 1970. */
export function counted(state: FetchState, facts: AnswerFacts, now: number): FetchState {
  return {
    ...state,
    checkedAt: now,
    requests: state.requests + 1,
    bytes: state.bytes + facts.bytes,
    lastStatus: facts.status,
  };
}

/** The failure as it is remembered, one more in a row. */
export function failureAfter(before: FetchState, { code, details }: ReaderError): FeedFailure {
  return { code, details: details ?? {}, count: (before.failure?.count ?? 0) + 1 };
}

/**
 * @param added articles of the document that were new.
 * @returns milliseconds, or null while nothing is known.
 */
export function rhythmAfter(
  before: FetchState,
  parsed: ParsedFeed,
  added: number,
  now: number,
): number | null {
  if (added === 0) return before.rhythmMs;
  if (before.lastChangeAt !== null) {
    return rhythmAfterChange(before.rhythmMs, added, now - before.lastChangeAt);
  }
  return rhythmOfDates(
    parsed.articles.map(({ publishedAt }) => publishedAt),
    now,
  );
}
