import type { FetchState } from '../../src/main/core/ports';

/** What is remembered of a feed that was never asked, but for what a test names. */
export function fetchState(known: Partial<FetchState> = {}): FetchState {
  return {
    validators: { etag: null, lastModified: null },
    bodyHash: null,
    checkedAt: null,
    nextDueAt: 0,
    nextAllowedAt: 0,
    wholeAt: null,
    refusesProbes: false,
    hints: null,
    movedTo: null,
    movedFirstAt: null,
    goneAt: null,
    failure: null,
    requests: 0,
    notModified: 0,
    bytes: 0,
    lastStatus: null,
    lastChangeAt: null,
    rhythmMs: null,
    ...known,
  };
}
