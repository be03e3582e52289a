/** How long an answer says that it stays fresh (RFC 9111, section 4.2), for a private cache. */
import { parseHttpDate } from './httpDate';
import type { AnswerFacts } from './ports';

const SECOND_MS = 1000;
/** No freshness is believed for longer: publishers who say sixteen years do not mean it of a feed. */
const LONGEST_FRESHNESS_MS = 24 * 60 * 60 * SECOND_MS;
const DIRECTIVE = /([a-z][a-z-]*)\s*(?:=\s*(?:"([^"]*)"|([^\s,]*)))?/gi;

type Facts = Pick<AnswerFacts, 'cacheControl' | 'expires' | 'age' | 'date'>;

/**
 * `max-age` less `Age`, else `Expires` less `Date`. `s-maxage` is meant for shared caches and ignored.
 *
 * @param now milliseconds since 1970; stands in where the answer has no `Date`.
 * @returns milliseconds from now, at most a day; 0 when the answer is not fresh or does not say.
 */
export function freshForMs(facts: Facts, now: number): number {
  const directives = readDirectives(facts.cacheControl ?? '');
  if (directives.has('no-store') || directives.has('no-cache')) return 0;
  const maxAge = directives.get('max-age');
  if (maxAge !== undefined) {
    // A value that is no number makes the answer stale, as section 4.2.1 says.
    return clamped((seconds(maxAge) ?? 0) - (seconds(facts.age ?? '') ?? 0));
  }
  const expires = parseHttpDate(facts.expires ?? '', now);
  if (expires === null) return 0;
  const date = parseHttpDate(facts.date ?? '', now) ?? now;
  return clamped((expires - date) / SECOND_MS - (seconds(facts.age ?? '') ?? 0));
}

function readDirectives(header: string): ReadonlyMap<string, string> {
  const directives = new Map<string, string>();
  for (const [, name = '', quoted, plain] of header.matchAll(DIRECTIVE)) {
    const key = name.toLowerCase();
    // The first of two that contradict one another counts, as the RFC suggests.
    if (!directives.has(key)) directives.set(key, quoted ?? plain ?? '');
  }
  return directives;
}

function seconds(text: string): number | null {
  return /^\d+$/.test(text.trim()) ? Number(text.trim()) : null;
}

function clamped(wanted: number): number {
  return Math.min(Math.max(wanted, 0) * SECOND_MS, LONGEST_FRESHNESS_MS);
}
