/** What a `srcset` offers. */

/** One of the pictures: where its address stands in the list, and what is said about it. */
export interface SourceSetCandidate {
  readonly from: number;
  readonly to: number;
  /** Such as `2x` or `640w`; empty where nothing is said. */
  readonly description: string;
}

/**
 * The list holds addresses, each with a description after a blank; a comma ends a description, and an
 * address only where a blank follows (HTML, section 4.8.4.2.1).
 */
export function sourceSetCandidates(list: string): SourceSetCandidate[] {
  const candidates: SourceSetCandidate[] = [];
  let at = 0;
  while (at < list.length) {
    while (at < list.length && /[\s,]/.test(list.charAt(at))) at += 1;
    const from = at;
    while (at < list.length && !/\s/.test(list.charAt(at))) at += 1;
    let to = at;
    while (to > from && list[to - 1] === ',') to -= 1;
    const comma = to < at ? at : list.indexOf(',', at);
    const next = comma < 0 ? list.length : comma;
    if (to > from) candidates.push({ from, to, description: list.slice(at, next).trim() });
    at = next;
  }
  return candidates;
}
