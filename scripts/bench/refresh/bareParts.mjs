// @ts-check
// The bare parts, without any of what makes a reader: fetch; fetch and parse; fetch, parse and insert. One after the other in a
// process of its own, six requests at once as the engine makes them. Prints one line of JSON.
import { rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import Parser from 'rss-parser';
import { Agent, request } from 'undici';

const atOnce = 6;
const [folder = '', list = '[]'] = process.argv.slice(2);
const addresses = /** @type {string[]} */ (JSON.parse(list));
const agent = new Agent({ connections: 1 });
/** @type {Map<string, string>} */
const etags = new Map();

/** @param {string} url @param {boolean} conditionally */
async function fetchOne(url, conditionally) {
  const etag = conditionally ? etags.get(url) : undefined;
  const { body, headers } = await request(url, {
    dispatcher: agent,
    headers: etag === undefined ? {} : { 'if-none-match': etag },
  });
  etags.set(url, String(headers.etag));
  return body.text();
}

/** @param {(url: string) => Promise<void>} work */
async function timeAll(work) {
  const waiting = [...addresses];
  const startedAt = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) await work(url);
    }),
  );
  return (performance.now() - startedAt) / 1000;
}

const file = path.join(folder, 'bare.sqlite3');
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(
  'CREATE TABLE entries (guid TEXT PRIMARY KEY, title TEXT, link TEXT, at TEXT, html TEXT)',
);
const insert = database.prepare('INSERT OR IGNORE INTO entries VALUES (?, ?, ?, ?, ?)');
const store = database.transaction((/** @type {any[]} */ items) => {
  for (const item of items)
    insert.run(item.guid, item.title, item.link, item.isoDate, item.content);
});

const fetchSeconds = await timeAll(async (url) => void (await fetchOne(url, false)));
const parseSeconds = await timeAll(async (url) => {
  await new Parser().parseString(await fetchOne(url, false));
});
const insertSeconds = await timeAll(async (url) => {
  store((await new Parser().parseString(await fetchOne(url, false))).items);
});
const notModifiedSeconds = await timeAll(async (url) => void (await fetchOne(url, true)));
await agent.close();
database.close();
rmSync(file);
process.stdout.write(
  JSON.stringify({ fetchSeconds, parseSeconds, insertSeconds, notModifiedSeconds }),
);
