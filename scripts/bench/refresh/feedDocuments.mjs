// @ts-check
// Feeds that are the same in every run: 40 entries each, about 2 KB of HTML in an entry.

const entriesPerFeed = 40;
const paragraphs = 5;
const wordsPerParagraph = 60;
const syllables = [
  ...['ba', 'do', 'ka', 'lu', 'me', 'ni', 'po', 'ra', 'se', 'ti', 'vo', 'xe'],
  ...['an', 'el', 'in', 'or', 'un', 'ast', 'ent', 'ing', 'ion', 'ous'],
];
/** The date of each feed's first entry, in milliseconds since 1970; the others follow hour by hour. */
export const oldestAt = Date.UTC(2026, 10, 20);
const hour = 3_600_000;

/**
 * Numbers that look random and are the same each time (a linear congruential generator; Numerical Recipes' constants).
 * @param {number} seed
 * @returns {(below: number) => number}
 */
function numbers(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/**
 * @param {(below: number) => number} next
 * @param {number} count
 */
function words(next, count) {
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(3) }, () => syllables[next(syllables.length)]).join(''),
  ).join(' ');
}

/**
 * One entry. Its content depends on the feed and its own number only, so an entry never changes.
 * @param {number} feed
 * @param {number} entry 0 for the oldest
 */
function entryOf(feed, entry) {
  const next = numbers(feed * 100_003 + entry);
  const link = `https://publisher${String(feed)}.example/${String(entry)}`;
  const html = Array.from(
    { length: paragraphs },
    (_, index) =>
      `<p>${words(next, wordsPerParagraph)} <a href="${link}#${String(index)}">${words(next, 2)}</a>.</p>`,
  ).join('');
  const escaped = html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const date = new Date(oldestAt + entry * hour).toUTCString();
  return `<item><title>${words(next, 7)}</title><link>${link}</link><guid>${link}</guid><pubDate>${date}</pubDate><description>${escaped}</description></item>`;
}

/**
 * The document of a feed: its newest 40 entries, newest first.
 * @param {number} feed
 * @param {number} version how many entries were published since the first fetch
 * @returns {Buffer}
 */
export function feedDocument(feed, version) {
  const entries = Array.from({ length: entriesPerFeed }, (_, index) =>
    entryOf(feed, version + entriesPerFeed - 1 - index),
  );
  return Buffer.from(
    `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed ${String(feed)}</title><link>https://publisher${String(feed)}.example/</link>${entries.join('')}</channel></rss>`,
  );
}
