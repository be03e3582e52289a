// @ts-check
// What the benchmark asks a library, and the bare statement that is the least SQLite must do for each answer.
import { charactersOfRank, newestAt, phraseOfRank, wordOfRank } from './articleTexts.mjs';
import { unread } from './buildLibrary.mjs';

/**
 * @typedef {object} Question
 * @property {string} name
 * @property {'list' | 'counts' | 'search' | 'other'} kind
 * @property {string} method
 * @property {unknown} input
 * @property {string} bare a statement
 * @property {unknown[]} parameters
 */

const rowsPerPage = 100;
const hitsPerPage = 50;
const folderId = 1;
const feedId = 7;
const list = 'SELECT s.id, s.sort_at, a.title, a.excerpt FROM (';
const joined =
  ') p CROSS JOIN article_states s ON s.id = p.id CROSS JOIN articles a ON a.id = s.id';
const newestFirst = `ORDER BY sort_at DESC, id DESC LIMIT ${String(rowsPerPage)}`;
const ofFolder = `feed_id IN (SELECT id FROM feeds WHERE folder_id = ${String(folderId)})`;

/** @param {string} name @param {unknown} scope @param {'all' | 'unread'} show @param {string} bare @param {unknown} [before] @returns {Question} */
function page(name, scope, show, bare, before = null) {
  const input = { scope, show, before, limit: rowsPerPage };
  const parameters = before === null ? [] : Object.values(/** @type {object} */ (before));
  return {
    name,
    kind: 'list',
    method: 'articles.list',
    input,
    bare: `${list}${bare}${joined}`,
    parameters,
  };
}

/** @param {string} name @param {string} text @param {string} match @returns {Question} */
function search(name, text, match) {
  return {
    name,
    kind: 'search',
    method: 'search.articles',
    input: { text, scope: { kind: 'all' }, before: null, limit: hitsPerPage },
    bare: `SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ${String(hitsPerPage)}`,
    parameters: [match],
  };
}

/** @param {number} count articles of the library @param {number} between two articles, in milliseconds @returns {Question[]} */
export function questions(count, between) {
  const middle = { sortAt: newestAt - (count / 2) * between, id: 1 };
  const unreadMiddle = { sortAt: newestAt - (Math.min(count, unread) / 2) * between, id: 1 };
  const all = { kind: 'all' };
  const feed = { kind: 'feed', feedId };
  const folder = { kind: 'folder', folderId };
  const before = '(sort_at, id) < (?, ?)';
  const [common, second, seldom, rare] = [3, 40, 3000, 19_000].map(wordOfRank);
  const [phrase, pair] = [phraseOfRank(2), charactersOfRank(80)];
  const letters = wordOfRank(700);
  return [
    page('all, first page', all, 'all', `SELECT id FROM article_states INDEXED BY article_states_all ${newestFirst}`),
    page('all, deep page', all, 'all', `SELECT id FROM article_states INDEXED BY article_states_all WHERE ${before} ${newestFirst}`, middle),
    page('unread, first page', all, 'unread', `SELECT id FROM unread INDEXED BY unread_all ${newestFirst}`),
    page('unread, deep page', all, 'unread', `SELECT id FROM unread INDEXED BY unread_all WHERE ${before} ${newestFirst}`, unreadMiddle),
    page('one feed', feed, 'all', `SELECT id FROM article_states WHERE feed_id = ${String(feedId)} ${newestFirst}`),
    page('one feed, unread', feed, 'unread', `SELECT id FROM unread WHERE feed_id = ${String(feedId)} ${newestFirst}`),
    page('folder of 50 feeds', folder, 'all', `SELECT id FROM article_states INDEXED BY article_states_feed WHERE ${ofFolder} ${newestFirst}`),
    page('the same, deep page', folder, 'all', `SELECT id FROM article_states INDEXED BY article_states_feed WHERE ${ofFolder} AND ${before} ${newestFirst}`, middle),
    page('the same, unread', folder, 'unread', `SELECT id FROM unread WHERE ${ofFolder} ${newestFirst}`),
    page('bookmarks', { kind: 'bookmarks' }, 'all', `SELECT id FROM article_states WHERE bookmarked_at IS NOT NULL ${newestFirst}`),
    {
      name: 'next unread article',
      kind: 'other',
      method: 'articles.next',
      input: { scope: all, show: 'unread', from: unreadMiddle, direction: 'older' },
      bare: `SELECT id FROM unread INDEXED BY unread_all WHERE ${before} ORDER BY sort_at DESC, id DESC LIMIT 1`,
      parameters: Object.values(unreadMiddle),
    },
    { name: 'counts of 500 feeds', kind: 'counts', method: 'articles.counts', input: {}, bare: 'SELECT feed_id, unread FROM unread_counts', parameters: [] },
    search('rare word', `${String(rare)} `, `"${String(rare)}"`),
    search('seldom word', `${String(seldom)} `, `"${String(seldom)}"`),
    search('common word', `${String(common)} `, `"${String(common)}"`),
    search('two common words', `${String(common)} ${String(second)} `, `"${String(common)}" AND "${String(second)}"`),
    search('common and rare', `${String(common)} ${String(rare)} `, `"${String(common)}" AND "${String(rare)}"`),
    search('common, but not', `${String(second)} -${String(common)} `, `"${String(second)}" NOT "${String(common)}"`),
    search('phrase', `"${phrase}" `, `"${phrase}"`),
    search('2 letters', letters.slice(0, 2), `"${letters.slice(0, 2)}"*`),
    search('3 letters', letters.slice(0, 3), `"${letters.slice(0, 3)}"*`),
    search('4 letters', letters.slice(0, 4), `"${letters.slice(0, 4)}"*`),
    search('two Chinese characters', pair, `"${pair}"`),
    search('unread common word', `is:unread ${String(common)} `, `"${String(common)}"`),
    search('read rare word', `is:read ${String(rare)} `, `"${String(rare)}"`),
  ];
} // prettier-ignore
