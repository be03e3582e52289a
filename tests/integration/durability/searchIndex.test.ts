import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { engine, temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, LIBRARY_FILE, openLibrary } from '../../support/library';
import { PATIENCE_MS } from '../engine/reading';
import { EngineProcess } from './EngineProcess';

const ARTICLES = 3000;
const KILLS = 6;
const SHARE = ARTICLES / (KILLS - 1);

function looking(directory: string): Database.Database {
  const database = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  onTestFinished(() => {
    database.close();
  });
  return database;
}

function filledLibrary(): string {
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  const feed = addFeed(library, 'feed', { url: 'http://127.0.0.1:9/feed' });
  library.database.transaction(() => {
    const articles = Array.from({ length: ARTICLES }, (_, number) =>
      article(String(number), {
        title: `Number n${String(number)}`,
        source: `<p>${'many words of no importance '.repeat(40)}</p>`,
      }),
    );
    library.articles.save(feed, articles, 1e12);
  })();
  library.database.close();
  return directory;
}

/** How many are in the index, after a check that it agrees with the queue and with itself. */
function indexedIn(directory: string): number {
  const { database } = openLibrary(directory);
  const one = (sql: string): unknown => database.prepare(sql).pluck().get();
  expect(one('PRAGMA integrity_check')).toBe('ok');
  const indexed = one('SELECT count(*) FROM search_rows');
  expect(one('SELECT count(*) FROM search_docsize')).toBe(indexed);
  expect(one("SELECT count(*) FROM search WHERE search MATCH 'number'")).toBe(indexed);
  const lost = `SELECT count(*) FROM articles
    WHERE id NOT IN (SELECT article_id FROM search_rows)
      AND id NOT IN (SELECT article_id FROM index_queue)`;
  expect(one(lost)).toBe(0);
  const twice = `SELECT count(*) FROM index_queue WHERE article_id IN (SELECT article_id FROM search_rows)`;
  expect(one(twice)).toBe(0);
  database.close();
  return indexed as number;
}

test('articles being indexed when the app is killed are all found after the next start', { timeout: 120_000 }, async () => {
  const directory = filledLibrary();
  let partly = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const own = join(temporaryFolder(), String(round));
    cpSync(directory, own, { recursive: true });
    const running = new EngineProcess(own);
    onTestFinished(() => running.kill());
    const waiting = looking(own).prepare<[], number>('SELECT count(*) FROM index_queue').pluck();
    // Further on each time; the last one is let finish.
    while ((waiting.get() ?? 0) > ARTICLES - round * SHARE) await nextTurn();
    await running.kill();
    const indexed = indexedIn(own);
    if (indexed > 0 && indexed < ARTICLES) partly += 1;

    const again = engine({ directory: own });
    again.engine.startBackgroundWork();
    const left = async (): Promise<number> => (await again.api['search.status']({})).waiting;
    await expect.poll(left, { timeout: PATIENCE_MS }).toBe(0);
    for (const number of [0, 1, 1234, ARTICLES - 1]) {
      const text = `n${String(number)} `;
      const { rows } = await again.api['search.articles']({
        ...{ text, scope: { kind: 'all' }, before: null, limit: 5 },
      });
      expect(rows.map(({ title }) => title)).toEqual([`Number n${String(number)}`]);
    }
    await again.close();
    expect(indexedIn(own)).toBe(ARTICLES);
  }
  expect(partly).toBeGreaterThanOrEqual(KILLS / 3);
}); // prettier-ignore
