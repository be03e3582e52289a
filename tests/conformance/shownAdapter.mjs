/**
 * Our parser as a reader sees its work: bodies as they are shown, sanitised by the app's own
 * sanitiser. The reference reading of the real feeds was sanitised as well.
 */
import { parse as parseStored, sanitize } from './adapter.mjs';

export const name = 'Broadsheet, as shown';

/** @type {typeof parseStored} */
export async function parse(bytes, context) {
  const { feed, entries } = await parseStored(bytes, context);
  const shown = (/** @type {string | null} */ html) =>
    html === null ? null : sanitize(html, { baseUrl: context.url ?? 'https://example.org/' });
  return {
    feed,
    entries: entries.map((entry) => ({
      ...entry,
      summary: shown(entry.summary),
      content: shown(entry.content),
    })),
  };
}
