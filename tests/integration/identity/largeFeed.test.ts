import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import type { ParsedArticle } from '../../../src/main/core/parsedFeed';
import { items, rss } from '../../support/builders';
import { addFeed, article, openLibrary } from '../../support/library';
import { besideEngine, countWrites } from './besideEngine';
import { intakeOn, parsed } from './intakeOn';
import { publisher, reprinted } from './publisher';

const COUNT = 10_000;
const MOST_ROWS = 500;
/** A test of ten thousand articles may take its time on a busy machine. */
const TIMEOUT_MS = 90_000;

const many = (change: (index: number) => Partial<ParsedArticle> = () => ({})): ParsedArticle[] =>
  Array.from({ length: COUNT }, (_, index) => article(String(index), change(index)));

describe('a feed of ten thousand entries', () => {
  test('[I9.01] is stored whole and each once at its first import', { timeout: TIMEOUT_MS }, async () => {
    const { reader } = await publisher(rss(items(COUNT)));
    expect((await reader.api['articles.counts']({})).unread).toBe(COUNT);
    const library = besideEngine(reader.directory);
    const count = (what: string): unknown => library.prepare(`SELECT count(${what})`).pluck().get();
    expect(count('*) FROM article_states WHERE (identity IS NOT NULL')).toBe(COUNT);
    expect(count('DISTINCT a.title) FROM articles a JOIN bodies b ON (b.article_id = a.id')).toBe(COUNT);
  }); // prettier-ignore

  test('[I9.02] [I9.03] writes nothing when nothing changed, and one article when one did', { timeout: TIMEOUT_MS }, async () => {
    const body = rss(items(COUNT));
    const { reader, publish } = await publisher(body);
    const written = countWrites(reader.directory);
    expect(await publish(reprinted(body, 1))).toBe(0);
    expect(written()).toEqual({});
    expect(await publish(body.replace('Item 5000<', 'Item 5000, edited<'))).toBe(0);
    // The article and its text are two rows of one article; its state is not touched.
    expect(written()).toEqual({ articles: 1, bodies: 1 });
    const [row] = (await reader.api['articles.list']({
      ...{ scope: { kind: 'all' }, show: 'all', limit: 1 },
      before: { sortAt: Date.UTC(2026, 10, 20) - 5000 * 3_600_000 + 1, id: 1 },
    })).rows;
    expect(row?.title).toBe('Item 5000, edited');
  }); // prettier-ignore

  test('[I9.04] is written in small transactions, and what waits is served between them', { timeout: TIMEOUT_MS }, async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'large');
    const { intake, rows } = intakeOn(library, () => nextTurn());
    const seen = [0];
    const over = new AbortController();
    const asking = (async () => {
      while (!over.signal.aborted) {
        seen.push(library.states.counts().unread);
        await nextTurn();
      }
    })();
    await intake.takeIn(feed, parsed(many()), () => undefined);
    over.abort();
    await asking;
    expect(Math.max(...rows)).toBeLessThanOrEqual(MOST_ROWS);
    expect(rows).toHaveLength(COUNT / PIECE_SIZE);
    // A call that waits is answered after one piece at most.
    const steps = seen.slice(1).map((count, index) => count - (seen[index] ?? 0));
    expect(Math.max(...steps)).toBeLessThanOrEqual(PIECE_SIZE);
    expect(library.states.counts().unread).toBe(COUNT);
  }); // prettier-ignore

  test.each([
    ['title', (index: number, run: string) => ({ guid: `${run}-${String(index)}`, title: 'x' })],
    ['path', (index: number, run: string) => ({ guid: `http://${run}${String(index)}.example/x` })],
  ])('that all have one %s, and get new guids, has them all new', { timeout: TIMEOUT_MS }, async (_name, item) => {
    // To compare each with each once took seconds, and then all memory.
    const body = (run: string): string =>
      rss(Array.from({ length: COUNT }, (_, index) => item(index, run)));
    const { reader, publish } = await publisher(body('a'));
    expect(await publish(body('b'))).toBe(COUNT);
    expect((await reader.api['articles.counts']({})).unread).toBe(2 * COUNT);
  }); // prettier-ignore

  test('keeps its read marks in small transactions too when all guids are made anew', { timeout: TIMEOUT_MS }, async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'large');
    const { intake, rows } = intakeOn(library, () => nextTurn());
    await intake.takeIn(feed, parsed(many()), () => undefined);
    rows.length = 0;
    const anew = many((index) => ({ identity: `guid:new-${String(index)}` }));
    expect(await intake.takeIn(feed, parsed(anew), () => undefined)).toBe(0);
    expect(Math.max(...rows)).toBeLessThanOrEqual(MOST_ROWS);
    expect(library.states.counts().unread).toBe(COUNT);
  }); // prettier-ignore
});

describe('what is to be written with the last piece', () => {
  test('is written in its transaction, with the sum of all pieces', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { intake, rows } = intakeOn(library, () => nextTurn());
    const articles = many().slice(0, 2 * PIECE_SIZE + 10);
    const told: unknown[] = [];
    await intake.takeIn(feed, parsed(articles), (changes) => {
      told.push({ ...changes, inTransaction: library.database.inTransaction });
    });
    const edited = articles.slice(0, PIECE_SIZE + 10).map((one) => ({ ...one, title: 'New', fingerprint: one.identity }));
    await intake.takeIn(feed, parsed(edited), (changes) => told.push({ ...changes }));
    expect(told).toEqual([
      { added: 2 * PIECE_SIZE + 10, updated: 0, inTransaction: true },
      { added: 0, updated: PIECE_SIZE + 10 },
    ]);
    expect(rows).toHaveLength(3 + 2);
  }); // prettier-ignore

  test('is written also when a document brings nothing new', async () => {
    const library = openLibrary();
    const { intake } = intakeOn(library, () => nextTurn());
    const told: unknown[] = [];
    const feed = addFeed(library, 'a');
    expect(await intake.takeIn(feed, parsed([], 7), (changes) => told.push(changes))).toBe(0);
    expect(told).toEqual([{ added: 0, updated: 0 }]);
  });

  test('is not written when an earlier piece fails', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { intake } = intakeOn(library, () => nextTurn());
    library.database.exec(`CREATE TRIGGER refuse BEFORE INSERT ON articles WHEN NEW.title = 'Title of 0'
      BEGIN SELECT RAISE(FAIL, 'no room'); END`);
    let isFinished = false;
    const taking = intake.takeIn(feed, parsed(many().slice(0, PIECE_SIZE + 5)), () => (isFinished = true));
    await expect(taking).rejects.toThrow('no room');
    expect(isFinished).toBe(false);
    // The pieces before it are kept: the oldest are written first.
    expect(library.states.counts().unread).toBe(PIECE_SIZE);
  }); // prettier-ignore
});
