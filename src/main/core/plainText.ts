/** Plain text from what documents put where only text belongs. */

const NAMED: ReadonlyMap<string, string> = new Map(Object.entries({
  amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', mdash: '—',
  ndash: '–', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', copy: '©',
  reg: '®', trade: '™', bull: '•', middot: '·', euro: '€', eacute: 'é', egrave: 'è', agrave: 'à',
  ccedil: 'ç', auml: 'ä', ouml: 'ö', uuml: 'ü', Auml: 'Ä', Ouml: 'Ö', Uuml: 'Ü', szlig: 'ß',
})); // prettier-ignore

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,8}));/gi;
/** Tags that only format a line of text; anything else in a title is shown as it was written. */
const FORMATTING_TAG =
  /<\/?(?:a|abbr|b|bdi|big|cite|code|del|div|em|font|h[1-6]|i|ins|mark|p|q|s|small|span|strike|strong|sub|sup|time|tt|u)(?:\s[^<>]*)?>|<br\s*\/?>|<wbr\s*\/?>/gi;
const OTHER_MARKUP = /<[a-z!?/]/i;
/** Control characters are what is removed. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g;

/** Decodes character references once. Unknown ones stay as they are. */
export function decodeReferences(text: string): string {
  return text.replace(REFERENCE, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? NAMED.get(name.toLowerCase()) ?? whole;
    const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** One line: no control characters, no line breaks, no runs of spaces. */
export function singleLine(text: string): string {
  return text.replace(CONTROLS, '').replace(/\s+/g, ' ').trim();
}

/**
 * A title, author or name as text. Publishers escape titles once or twice and may add inline
 * formatting; markup that does more than format is not HTML here but words about HTML, and is shown
 * literally. What comes out is only ever used as text.
 */
export function plainLine(markup: string): string {
  return singleLine(decodeReferences(markup.replace(FORMATTING_TAG, '')));
}

/** The beginning of a text, cut at a word where there are words, and never inside a surrogate pair. */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length).replace(/\s+\S*$|[\ud800-\udbff]$/, '')}…`;
}

/**
 * The same, for what a document calls HTML: with all of HTML's named references, when nothing but
 * formatting is in it.
 * @param textOfHtml the text of HTML, as one line.
 */
export function lineOf(markup: string, textOfHtml: (html: string) => string): string {
  const line = markup.replace(FORMATTING_TAG, '');
  return OTHER_MARKUP.test(line) ? plainLine(markup) : textOfHtml(line);
}
