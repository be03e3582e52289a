/** Letters written from right to left, and the characters that turn the direction of others. */
const TURNING =
  /[\p{Bidi_Control}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A foreign name for the middle of a plain sentence. One that turns the direction of writing must
 * not turn the words after it (Unicode Standard Annex 9, section 2.4). All others stay as they are,
 * because some title bars show the marks around it as boxes.
 */
export function isolate(name: string): string {
  return TURNING.test(name) ? `\u2068${name}\u2069` : name;
}
