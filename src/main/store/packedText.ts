/** Texts of articles as they lie in the library: long ones packed, to half of the file's size. */
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Shorter texts hardly get shorter, and nearly half of all articles are. In characters. */
const SHORTEST_PACKED = 300;
/** The levels above it take half as long again for 2 % less (docs/decisions/0019). */
const LEVEL = 3;

/**
 * What articles have in common, the most frequent at the end; it saves 3 %. It must never change, or
 * no text that was packed with it can be read any more.
 */
const dictionary = Buffer.from(
  `<div class="feed-description"></div><iframe width="560" height="315" src="https://www.youtube.com/embed/" frameborder="0" allowfullscreen></iframe><table><tr><td></td></tr></table><blockquote><h2></h2><ul><li></li></ul><code></code><pre></pre><strong></strong><em></em><br /><br />\n<span style="font-size: "></span> because would their about which there have been other people this that with from will and the <figure class="wp-block-image size-large"><img class="alignnone size-full wp-image-" src="https://www. /wp-content/uploads/2026/ -1024x768.jpg 1024w, -300x225.jpg 300w, -768x576.jpg 768w" sizes="(max-width: 1024px) 100vw, 1024px" loading="lazy" decoding="async" width="1024" height="768" alt="" /></figure></p>\n<p>The post <a rel="nofollow" href="https://www. .com/"> appeared first on <a href="https://www. " target="_blank" rel="noopener noreferrer"></a>.</p>\n<p>`,
);

/** What the two columns `source` and `packed` hold of one text. */
export interface PackedText {
  readonly source: string;
  /** DEFLATE (RFC 1951) of the text in UTF-8, after `dictionary`; then `source` is empty. */
  readonly packed: Uint8Array | null;
}

export function packText(text: string): PackedText {
  if (text.length < SHORTEST_PACKED) return { source: text, packed: null };
  return { source: '', packed: deflateRawSync(text, { level: LEVEL, dictionary }) };
}

/** A text as `textColumn` reads it. */
export type StoredText = string | Uint8Array;

/** The SQL that reads the text of `table`, for `textOf`; null where there is none. */
export const textColumn = (table: string): string => `ifnull(${table}.packed, ${table}.source)`;

/** @throws Error when what is packed is damaged. */
export function textOf(stored: StoredText): string;
export function textOf(stored: StoredText | null): string | null;
export function textOf(stored: StoredText | null): string | null {
  return stored === null || typeof stored === 'string'
    ? stored
    : inflateRawSync(stored, { dictionary }).toString();
}
