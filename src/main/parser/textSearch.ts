/** Searches in one text whose outcomes are remembered, so that looking again and again costs once. */
import { ReaderError } from '../../shared/errors';

/** How often, on average, a character may be looked at. */
const MOST_PASSES = 30;

export class TextSearch {
  readonly #text: string;
  readonly #absentFrom = new Map<string, number>();
  readonly #found = new Map<string, { readonly from: number; readonly at: number }>();
  /** Characters that may still be looked at. */
  #budget: number;

  constructor(text: string) {
    this.#text = text;
    this.#budget = MOST_PASSES * (text.length + 100_000);
  }

  /**
   * Like `indexOf`, linear to the text however often the same thing is looked for.
   *
   * @throws ReaderError `too-large` for a text that is made to be searched for ever new things.
   */
  find(what: string, from: number): number {
    const absentFrom = this.#absentFrom.get(what);
    if (absentFrom !== undefined && from >= absentFrom) return -1;
    const known = this.#found.get(what);
    if (known !== undefined && from >= known.from && from <= known.at) return known.at;
    const at = this.#text.indexOf(what, from);
    this.#budget -= (at < 0 ? this.#text.length : at) - from;
    if (this.#budget < 0) throw hostile('is made to be searched without end');
    if (at < 0) this.#absentFrom.set(what, from);
    else this.#found.set(what, { from, at });
    return at;
  }
}

/**
 * `too-large`, for a document that no honest publisher would write.
 * @param how a predicate, such as "is nested too deep".
 */
export function hostile(how: string): ReaderError {
  return new ReaderError('too-large', `The document ${how}, so it was given up.`);
}
