import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import type { FromEngine } from '../../../src/shared/engineMessages';
import { items, rss, type RssItem } from '../../support/builders';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import { letTimePass } from '../../support/letTimePass';
import { IS_READ, LIBRARY_FILE } from '../../support/library';
import type { RunningEngine } from '../../support/startEngine';
import { list } from '../engine/reading';
import { EngineProcess } from './EngineProcess';

const ARTICLES = 120;
const KILLS = 6;
/** Calls that are on their way at the same time. */
const AT_ONCE = 4;

/** Opens a library as the app would after a crash, checks that it is sound, and reads from it. */
function reopened<T>(directory: string, read: (all: (sql: string) => unknown[]) => T): T {
  const database = openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
  try {
    expect(database.pragma('quick_check', { simple: true })).toBe('ok');
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    return read((sql) => database.prepare(sql).all());
  } finally {
    database.close();
  }
}

/** The engine that is killed knows no exceptions for tests: a server on loopback must be allowed. */
async function subscribe({ api }: RunningEngine, url: string): Promise<void> {
  await api['feeds.subscribe']({ url, allowPrivate: true, signIn: null });
}

function engineProcess(directory: string, hear?: (message: FromEngine) => void): EngineProcess {
  const started = new EngineProcess(directory, hear);
  onTestFinished(() => started.kill());
  return started;
}

/** A small generator of its own, so that every run kills at the same places. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** What a mark must be: what was last acknowledged, or what was asked for and may have been done. */
class Marks {
  readonly #allowed = new Map<string, Set<boolean>>();
  acknowledged = 0;

  async set(key: string, value: boolean, call: Promise<boolean>): Promise<void> {
    const allowed = this.#allowed.get(key) ?? new Set([false]);
    allowed.add(value);
    this.#allowed.set(key, allowed);
    if (!(await call)) return;
    this.acknowledged += 1;
    this.#allowed.set(key, new Set([value]));
  }

  /** Marks that are not as they must be; what is found counts from now on. */
  lost(found: ReadonlyMap<string, boolean>): string[] {
    const lost = [...this.#allowed].filter(([key, allowed]) => !allowed.has(found.get(key)!));
    for (const [key, value] of found) this.#allowed.set(key, new Set([value]));
    return lost.map(([key]) => key);
  }
}

function marksIn(directory: string): Map<string, boolean> {
  return reopened(directory, (all) => {
    const rows = all(`SELECT id, ${IS_READ} AS is_read, bookmarked_at FROM article_states s`) as {
      id: number;
      is_read: number;
      bookmarked_at: number | null;
    }[];
    return new Map(
      rows.flatMap(({ id, is_read, bookmarked_at }) => [
        [`read ${String(id)}`, is_read === 1],
        [`bookmark ${String(id)}`, bookmarked_at !== null],
      ]),
    );
  });
}

test('control: a mark that is lost is noticed', async () => {
  const server = await feedServer();
  server.serve('/feed', rss(items(2)));
  const first = engine();
  await subscribe(first, server.url('/feed'));
  const [row] = await list(first);
  await first.close();
  const marks = new Marks();
  const running = engineProcess(first.directory);
  const call = running.call('articles.setRead', { ids: [row!.id], read: true });
  await marks.set(`read ${String(row!.id)}`, true, call);
  await running.kill();
  const database = openDatabase({
    directory: first.directory,
    nativeBinding: null,
    onMigrating: () => undefined,
  });
  database.exec('INSERT OR IGNORE INTO unread SELECT feed_id, sort_at, id FROM article_states');
  database.close();
  expect(marks.lost(marksIn(first.directory))).toEqual([`read ${String(row!.id)}`]);
});

describe('an engine that is killed', () => {
  test('has lost no mark that it acknowledged, while it refreshed', { timeout: 120_000 }, async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(ARTICLES)));
    const first = engine();
    await subscribe(first, server.url('/feed'));
    const ids = (await list(first)).map(({ id }) => id);
    await first.close();
    let generation = 0;
    server.on('/feed', (_request, response) => {
      generation += 1;
      const fresh = { guid: `new-${String(generation)}`, title: 'New' };
      response.writeHead(200).end(rss([fresh, ...items(ARTICLES)]));
    });

    const random = randomFrom(20_261_124);
    const marks = new Marks();
    for (let round = 0; round < KILLS; round += 1) {
      letTimePass(first.directory, 60);
      const running = engineProcess(first.directory);
      const enough = marks.acknowledged + 10 + Math.floor(random() * 60);
      let isKilled = false;
      const reader = async (own: readonly number[]): Promise<void> => {
        while (!isKilled) {
          const id = own[Math.floor(random() * own.length)]!;
          const wanted = random() < 0.5;
          await (random() < 0.7
            ? marks.set(`read ${String(id)}`, wanted, running.call('articles.setRead', { ids: [id], read: wanted }))
            : marks.set(`bookmark ${String(id)}`, wanted, running.call('articles.setBookmarked', { id, bookmarked: wanted })));
          if (marks.acknowledged >= enough) isKilled = true;
        }
      };
      const refresher = async (): Promise<void> => {
        while (!isKilled) await running.call('refresh.start', { scope: { kind: 'all' } });
      };
      // Each reader has articles of its own, so that it is clear which wish came last.
      const readers = Array.from({ length: AT_ONCE }, (_, share) =>
        reader(ids.filter((_id, index) => index % AT_ONCE === share)),
      );
      const everybody = Promise.all([...readers, refresher()]);
      await Promise.race(readers);
      await running.kill();
      await everybody;
      expect(marks.lost(marksIn(first.directory)), `after kill ${String(round + 1)}`).toEqual([]);
    }
    expect(marks.acknowledged).toBeGreaterThan(KILLS * 10);
    expect(generation).toBeGreaterThan(0);
  }); // prettier-ignore

  test('has every article of a refresh that it said was over, and the validators only with the last', { timeout: 120_000 }, async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1)), { etag: '"0"' });
    const first = engine();
    await subscribe(first, server.url('/feed'));
    await first.close();
    let sent: RssItem[] = items(1);
    let seenByServer: string | undefined;
    let etag = '"0"';
    let generation = 0;
    server.on('/feed', ({ headers }, response) => {
      seenByServer = headers['if-none-match'];
      generation += 1;
      const fresh = Array.from({ length: 300 }, (_, index) => ({
        guid: `${String(generation)}-${String(index)}`,
        title: `Number ${String(index)}`,
      }));
      sent = [...fresh, ...sent];
      etag = `"${String(generation)}"`;
      response.writeHead(200, { etag }).end(rss(sent));
    });

    const random = randomFrom(7);
    let finished = 0;
    for (let round = 0; round < KILLS; round += 1) {
      letTimePass(first.directory, 60);
      const seen = { isOver: false };
      let heard = (): void => undefined;
      const over = new Promise<void>((resolve) => (heard = resolve));
      const running = engineProcess(first.directory, (message) => {
        if (message.kind !== 'event' || message.event.name !== 'refresh.progress') return;
        if (message.event.payload.state !== 'finished') return;
        seen.isOver = true;
        heard();
      });
      await running.call('refresh.start', { scope: { kind: 'all' } });
      // Every other time it is killed on the way, some moments after its answer.
      if (round % 2 === 0) await over;
      else await new Promise((resolve) => setTimeout(resolve, random() * 60));
      await running.kill();
      const state = reopened(first.directory, (all) => ({
        identities: all('SELECT identity FROM article_states') as { identity: string }[],
        whole: all('SELECT s.id FROM article_states s JOIN articles a ON a.id = s.id JOIN bodies b ON b.article_id = s.id'),
        etags: all('SELECT etag FROM fetch_states') as { etag: string }[],
      }));
      expect(state.whole).toHaveLength(state.identities.length);
      const stored = new Set(state.identities.map(({ identity }) => identity));
      const missing = sent.filter(({ guid }) => ![...stored].some((identity) => identity.startsWith(`guid:${guid!}`)));
      if (seen.isOver) finished += 1;
      if (seen.isOver) expect(missing).toEqual([]);
      // The server's version is remembered only when all of it is here.
      if (state.etags[0]?.etag === etag) expect(missing).toEqual([]);
      else expect(state.etags[0]?.etag).toBe(seenByServer ?? null);
    }
    expect(finished).toBeGreaterThanOrEqual(KILLS / 2);
  }); // prettier-ignore

  test('while it makes its library leaves none, or a whole one', { timeout: 120_000 }, async () => {
    const directory = temporaryFolder();
    const states: string[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      const own = join(directory, String(round));
      let heard = (): void => undefined;
      const reached = new Promise<void>((resolve) => (heard = resolve));
      const until = round % 2 === 0 ? 'migrating' : 'ready';
      const running = engineProcess(own, (message) => {
        if (message.kind === 'status' && message.status.state === until) heard();
      });
      await reached;
      await running.kill();
      states.push(existsSync(join(own, LIBRARY_FILE)) ? 'made' : 'none');
      const tables = reopened(own, (all) => all("SELECT name FROM sqlite_schema WHERE type = 'table'"));
      expect(tables).toHaveLength(25);
      expect(readdirSync(own)).toContain(LIBRARY_FILE);
      // Nothing half made lies beside it.
      expect(readdirSync(own).filter((name) => name.includes('.new'))).toEqual([]);
    }
    expect(states.filter((_, round) => round % 2 === 1)).toEqual(Array(KILLS / 2).fill('made'));
  }); // prettier-ignore
});
