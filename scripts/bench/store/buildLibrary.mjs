// @ts-check
// Makes a library through the app's own stores and its own indexer, in the way of a bulk: large transactions that do not wait for the
// disk. What an insert costs as the app does it is measured on the first articles, beside the bare statement.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { articleOf, newestAt } from './articleTexts.mjs';

const source = (/** @type {string} */ file) =>
  new URL(`../../../src/main/${file}`, import.meta.url).href;
// Lets Node run TypeScript as it stands.
await import(new URL('../../../tests/conformance/sourceHooks.mjs', import.meta.url).href);
const { openDatabase } = await import(source('store/openDatabase.ts'));
const { createStores } = await import(source('engine/createStores.ts'));
const { SearchIndexer } = await import(source('services/searchIndexer.ts'));
const { createUnhurriedTransaction } = await import(source('store/unhurriedTransaction.ts'));
const { createUpkeep } = await import(source('store/upkeep.ts'));
const { textOfHtml } = await import(source('parser/readHtml.ts'));

const feeds = 500;
const feedsInFolder = 50;
export const unread = 100_000;
const articlesPerVisit = 40;
/** Articles written as a refresh writes them: so many in one transaction that waits for the disk. */
const measured = 10_000;
const perTransaction = 100;
const bookmarkEvery = 200;

/**
 * @typedef {object} Written
 * @property {string} file
 * @property {number} insertMicroseconds an article, as the app writes it
 * @property {number} bareInsertMicroseconds the same texts in one table without an index
 * @property {number} writeSeconds
 * @property {number} indexSeconds
 * @property {number} bytesPerArticle
 * @property {number} unpackedBytesPerArticle what it would be if texts were not packed
 * @property {[name: string, bytes: number][]} parts bytes an article in each table and index
 */

/**
 * @param {string} folder
 * @param {number} count articles
 * @returns {Promise<Written>}
 */
export async function buildLibrary(folder, count) {
  mkdirSync(folder, { recursive: true });
  const database = openDatabase({
    directory: folder,
    nativeBinding: null,
    onMigrating: () => undefined,
  });
  const stores = createStores(database);
  const feedIds = addFeeds(database, stores);
  const perFeed = count / feeds;

  const startedAt = performance.now();
  const insertMicroseconds = await writeMeasured(database, stores, feedIds, perFeed);
  database.pragma('synchronous = OFF');
  await writeRest(database, stores, feedIds, perFeed);
  markMost(database, stores, count);
  const indexAt = performance.now();
  await index(database, stores);
  const indexedAt = performance.now();
  // As the app does when nobody reads.
  const upkeep = createUpkeep(database, folder);
  upkeep.optimise();
  while (upkeep.giveBack());
  database.pragma('wal_checkpoint(TRUNCATE)');
  const file = path.join(folder, 'library.sqlite3');
  const written = {
    file,
    insertMicroseconds,
    bareInsertMicroseconds: bareInsert(folder),
    writeSeconds: (indexAt - startedAt) / 1000,
    indexSeconds: (indexedAt - indexAt) / 1000,
    bytesPerArticle: statSync(file).size / count,
    ...sizesOf(database, count),
  };
  database.close();
  return { ...written, unpackedBytesPerArticle: written.bytesPerArticle + written.packedAway };
}

/** @param {any} database @param {any} stores @returns {number[]} */
function addFeeds(database, stores) {
  return database.transaction(() => {
    const folders = Array.from({ length: feeds / feedsInFolder }, (_, number) =>
      stores.feeds.ensureFolder(null, `Folder ${String(number)}`),
    );
    return Array.from({ length: feeds }, (_, feed) =>
      stores.feeds.add({
        url: `https://www.publisher${String(feed)}.example/feed`,
        title: `Publisher ${String(feed)}`,
        siteUrl: null,
        folderId: folders[feed % folders.length],
        addedAt: 0,
      }),
    );
  })();
}

/**
 * The oldest visits, feed by feed.
 * @param {any} database @param {any} stores @param {number[]} feedIds @param {number} perFeed
 */
async function writeMeasured(database, stores, feedIds, perFeed) {
  const each = Math.min(perFeed, measured / feeds);
  const visits = feedIds.map((feedId, feed) => ({
    feedId,
    articles: Array.from({ length: each }, (_, index) =>
      articleOf(feed, perFeed - 1 - index, feeds),
    ),
  }));
  const save = database.transaction((/** @type {typeof visits} */ some) => {
    for (const { feedId, articles } of some) stores.articles.save(feedId, articles, newestAt);
  });
  const startedAt = performance.now();
  const together = Math.max(1, Math.round(perTransaction / each));
  for (let from = 0; from < visits.length; from += together) {
    save.immediate(visits.slice(from, from + together));
  }
  return ((performance.now() - startedAt) / (each * feeds)) * 1000;
}

/** @param {any} database @param {any} stores @param {number[]} feedIds @param {number} perFeed */
async function writeRest(database, stores, feedIds, perFeed) {
  const thread = new Worker(new URL('textsThread.mjs', import.meta.url));
  const save = database.transaction((/** @type {[number, any[]][]} */ visits) => {
    for (const [feedId, articles] of visits) stores.articles.save(feedId, articles, newestAt);
  });
  const left = perFeed - Math.min(perFeed, measured / feeds);
  /** @type {{ feed: number, from: number, count: number }[]} */
  const orders = [];
  for (let from = left; from > 0; from -= articlesPerVisit) {
    const start = Math.max(0, from - articlesPerVisit);
    for (let feed = 0; feed < feeds; feed += 1)
      orders.push({ feed, from: start, count: from - start });
  }
  // One order ahead, so that both threads always have something to do.
  const ask = (/** @type {number} */ at) => {
    if (orders[at] !== undefined) thread.postMessage({ ...orders[at], feeds });
  };
  ask(0);
  /** @type {[number, any[]][]} */
  let waiting = [];
  for (const [at, { feed }] of orders.entries()) {
    const answered = once(thread, 'message');
    const [articles] = await answered;
    ask(at + 1);
    waiting.push([feedIds[feed] ?? 0, articles]);
    if (waiting.length < feeds / 10) continue;
    save.immediate(waiting);
    waiting = [];
  }
  if (waiting.length > 0) save.immediate(waiting);
  await thread.terminate();
}

/** All but the newest are read, and some are bookmarked. @param {any} database @param {any} stores @param {number} count */
function markMost(database, stores, count) {
  if (count > unread) {
    const oldest = database
      .prepare('SELECT sort_at FROM unread ORDER BY sort_at DESC, id DESC LIMIT 1 OFFSET ?')
      .pluck()
      .get(unread - 1);
    let plan = stores.marks.plan({
      scope: { kind: 'all' },
      from: null,
      to: null,
      olderThan: oldest,
    });
    for (;;) {
      const piece = database.transaction(() => stores.marks.take(plan, 50_000, newestAt))();
      if (piece === null) break;
      plan = piece.rest;
    }
  }
  database.transaction(() => {
    for (let id = 1; id <= count; id += bookmarkEvery)
      stores.states.setBookmarked(id, true, newestAt);
  })();
}

/** @param {any} database @param {any} stores */
async function index(database, stores) {
  const closing = new AbortController();
  const indexer = new SearchIndexer({
    ...stores,
    textOfHtml,
    transaction: createUnhurriedTransaction(database),
    pause: () => nextTurn(),
    log: console,
    closing: closing.signal,
    isQuiet: () => true,
    isInUse: () => false,
  });
  const { searchIndex } = stores;
  indexer.wake();
  while (searchIndex.waiting() > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  // It would go on to join the pieces of the index in between other work; here nothing else is waited for.
  closing.abort();
  await nextTurn();
  while (database.transaction(() => searchIndex.join(1_000_000))());
}

/** The texts of the first articles into a table of their own. @param {string} folder */
function bareInsert(folder) {
  const file = path.join(folder, 'bare.sqlite3');
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE entries (id INTEGER PRIMARY KEY, title TEXT, source TEXT)');
  const insert = database.prepare('INSERT INTO entries (title, source) VALUES (?, ?)');
  const articles = Array.from({ length: measured }, (_, index) =>
    articleOf(index % feeds, 5 + index, feeds),
  );
  const save = database.transaction((/** @type {typeof articles} */ some) => {
    for (const { title, source: text } of some) insert.run(title, text);
  });
  const startedAt = performance.now();
  for (let from = 0; from < measured; from += perTransaction) {
    save.immediate(articles.slice(from, from + perTransaction));
  }
  const microseconds = ((performance.now() - startedAt) / measured) * 1000;
  database.close();
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  return microseconds;
}

/**
 * @param {any} database
 * @param {number} count
 * @returns {{ packedAway: number, parts: [string, number][] }} bytes an article
 */
function sizesOf(database, count) {
  const packed = database
    .prepare(
      'SELECT id, length(packed) FROM bodies JOIN articles ON id = article_id WHERE packed IS NOT NULL AND id % 997 = 0',
    )
    .raw()
    .all();
  const saved = packed.reduce(
    (/** @type {number} */ sum, /** @type {[number, number]} */ [id, length]) =>
      sum + Buffer.byteLength(textLengthOf(database, id)) - length,
    0,
  );
  const sampled = Math.floor(count / 997);
  const parts = database
    .prepare(
      'SELECT name, sum(pgsize) AS bytes FROM dbstat WHERE aggregate = TRUE GROUP BY name ORDER BY 2 DESC LIMIT 14',
    )
    .raw()
    .all();
  return {
    packedAway: saved / sampled,
    parts: parts.map((/** @type {[string, number]} */ [name, bytes]) => [name, bytes / count]),
  };
}

/** @param {any} database @param {number} id @returns {string} */
function textLengthOf(database, id) {
  return createStores(database).articles.find(id).source;
}
