/** Which server is left alone after an answer, by everything that asks servers. */
import type { AnswerFacts } from './ports';
import { hostHoldMs } from './refreshPolicy';
import { retryAfterMs } from './retryAfter';

export interface HostHold {
  /** Name and port, as in `URL.host`. */
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** @returns null when the answer asks for no patience. @param now milliseconds since 1970. */
export function hostHoldAfter(
  { status, url, retryAfter, date }: AnswerFacts,
  now: number,
): HostHold | null {
  const holdMs = hostHoldMs({ status, retryAfterMs: retryAfterMs(retryAfter, now, date) });
  return holdMs === null ? null : { host: new URL(url).host, until: now + holdMs };
}
