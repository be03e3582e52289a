/** What one answer changes in what is remembered of a feed. */
import type { ReaderError } from '../../shared/errors';
import type { ParsedFeed } from './parsedFeed';
import type { AnswerFacts, FetchFailure, FetchState, Validators } from './ports';
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

export function failureAfter(before: FetchState, { code, details }: ReaderError): FetchFailure {
  return { code, details: details ?? {}, count: (before.failure?.count ?? 0) + 1 };
}

/** What a 304 names replaces what was known; what it leaves out stays (RFC 9111, section 3.2). */
export function renewed(known: Validators, said: Validators): Validators {
  return { etag: said.etag ?? known.etag, lastModified: said.lastModified ?? known.lastModified };
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
