/**
 * Whether a feed has really moved. A permanent redirect alone proves nothing: a captive portal sends
 * one for every address (Vienna lost all of a reader's addresses in that way). The address changes
 * only after the redirect's target was read as a feed twice, at least a day apart.
 */

/** Between the first and the proving sighting, in milliseconds. */
export const MOVE_PROOF_MS = 24 * 60 * 60 * 1000;

export interface Move {
  readonly movedTo: string | null;
  readonly movedFirstAt: number | null;
}

/**
 * @param url where the feed is asked for.
 * @param permanentUrl how far permanent redirects alone led to what was read as a feed.
 */
export function sightMove(before: Move, url: string, permanentUrl: string, now: number): Move {
  if (permanentUrl === url) return { movedTo: null, movedFirstAt: null };
  const isKnown = before.movedTo === permanentUrl && before.movedFirstAt !== null;
  return { movedTo: permanentUrl, movedFirstAt: isKnown ? before.movedFirstAt : now };
}

/** Whether the redirect has held for long enough. @param now milliseconds since 1970. */
export function isProven({ movedTo, movedFirstAt }: Move, now: number): boolean {
  return movedTo !== null && movedFirstAt !== null && now - movedFirstAt >= MOVE_PROOF_MS;
}
