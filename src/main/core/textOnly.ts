/** An article's words alone, for when its HTML is beyond cleaning. */
import { decodeReferences } from './plainText';

/** Elements whose content is no text. */
const SILENT = /^(?:script|style|template|noscript|iframe|object|textarea|select|svg|math)\b/i;
const BLOCK = /^\/?(?:p|div|h[1-6]|li|ul|ol|tr|table|br|hr|blockquote|pre|section|article)\b/i;
/** After any other character a `<` is text, as in "1 < 2". */
const TAG_START = /[a-z/!?]/i;
/** Characters of HTML that are looked at; more text than that is read by nobody. */
const MOST_CHARACTERS = 2_000_000;

/**
 * Reads once from left to right and never goes back, because it is given what made a real parser
 * hang. @returns HTML of escaped text and paragraphs, and nothing else.
 */
export function textOnlyHtml(source: string): string {
  const html = source.slice(0, MOST_CHARACTERS);
  let line: string[] = [];
  const lines = [line];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    line.push(html.slice(at, open === -1 ? html.length : open));
    if (open === -1) break;
    if (!TAG_START.test(html.charAt(open + 1))) {
      line.push('<');
      at = open + 1;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close === -1) break;
    const tag = html.slice(open + 1, Math.min(close, open + 20));
    if (BLOCK.test(tag)) {
      line = [];
      lines.push(line);
    }
    at = SILENT.test(tag) ? endOfSilence(html, tag, close + 1) : close + 1;
  }
  return lines
    .map((parts) => decodeReferences(parts.join('')).replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => `<p>${escapeText(text)}</p>`)
    .join('');
}

/** Where the text goes on after an element without text; at the end when it is never closed. */
function endOfSilence(html: string, tag: string, from: number): number {
  const name = /^[a-z]+/i.exec(tag)?.[0] ?? '';
  const end = html.indexOf(`</${name}`, from);
  return end === -1 ? html.length : end;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
