import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import type { FeedId } from '../../../src/shared/model';
import { engine, temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, IS_READ, LIBRARY_FILE, openLibrary } from '../../support/library';
import { PATIENCE_MS } from '../engine/reading';
import { EngineProcess } from './EngineProcess';

const ARTICLES = 2000;
const KILLS = 8;
const SHARE = ARTICLES / (KILLS - 1);

interface State {
  readonly feed_id: number;
  readonly identity: string;
  readonly is_read: number;
  readonly is_bookmarked: number;
}

const identityOf = (number: number): string => `guid:${String(number).padStart(4, '0')}`;
const isRead = (number: number): boolean => number % 3 === 0 || number % 7 === 0;
const isBookmarked = (number: number): boolean => number % 50 === 0;

/** Two feeds; every other article is in both, and their marks are spread over the two. */
function filledLibrary(): { directory: string; old: FeedId; target: FeedId } {
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  // Where the app will not ask by itself: nothing but the library counts here.
  const [old, target] = ['old', 'new'].map((name) =>
    addFeed(library, name, { url: `http://127.0.0.1:9/${name}` }),
  ) as [FeedId, FeedId];
  library.database.transaction(() => {
    for (let number = 0; number < ARTICLES; number += 1) {
      const one = article(String(number), { identity: identityOf(number) });
      const [saved] = library.articles.save(old, [one], number);
      const [twin] = number % 2 === 0 ? library.articles.save(target, [one], number) : [saved];
      if (number % 3 === 0) library.states.setRead([saved!.id], true, 1);
      if (number % 7 === 0) library.states.setRead([twin!.id], true, 2);
      if (number % 50 === 0) library.states.setBookmarked(saved!.id, true, 3);
    }
  })();
  library.database.close();
  return { directory, old, target };
}

function statesIn(directory: string): State[] {
  const database = openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(database.pragma('foreign_key_check')).toEqual([]);
    return database
      .prepare<[], State>(
        `SELECT s.feed_id, s.identity, ${IS_READ} AS is_read, s.bookmarked_at IS NOT NULL AS is_bookmarked
         FROM article_states s JOIN articles a ON a.id = s.id JOIN bodies b ON b.article_id = s.id
         ORDER BY s.identity`,
      )
      .all();
  } finally {
    database.close();
  }
}

/** Resolves with false once that many articles have left a feed. */
async function takenOver(directory: string, feedId: FeedId, count: number): Promise<false> {
  const looking = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  onTestFinished(() => {
    looking.close();
  });
  const left = looking
    .prepare<[number], number>('SELECT count(*) FROM article_states WHERE feed_id = ?')
    .pluck();
  while ((left.get(feedId) ?? 0) > ARTICLES - count) await nextTurn();
  return false;
}

const joined = (target: FeedId): State[] =>
  Array.from({ length: ARTICLES }, (_, number) => ({
    feed_id: target,
    identity: identityOf(number),
    is_read: Number(isRead(number)),
    is_bookmarked: Number(isBookmarked(number)),
  }));

test('two feeds being joined when the app is killed lose nothing and double nothing', { timeout: 120_000 }, async () => {
  const { directory, old, target } = filledLibrary();
  let partly = 0;
  for (let round = 0; round < KILLS; round += 1) {
    const own = join(temporaryFolder(), String(round));
    cpSync(directory, own, { recursive: true });
    let hearReady = (): void => undefined;
    const ready = new Promise<void>((resolve) => (hearReady = resolve));
    const running = new EngineProcess(own, (message) => {
      if (message.kind === 'status' && message.status.state === 'ready') hearReady();
    });
    onTestFinished(() => running.kill());
    await ready;
    const call = running.call('feeds.merge', { feedId: old, into: target });
    // Further on each time; the first at once, the last one is let finish.
    const wasDone = await Promise.race([call, takenOver(own, old, round * SHARE)]);
    await running.kill();

    const between = statesIn(own);
    const left = between.filter(({ feed_id }) => feed_id === old);
    if (wasDone) expect(left).toEqual([]);
    if (left.length > 0 && left.length < ARTICLES) partly += 1;
    // Each article is there, and twice only where both feeds had it and it was not yet its turn.
    expect([...new Set(between.map(({ identity }) => identity))]).toEqual(
      joined(target).map(({ identity }) => identity),
    );
    const places = between.map(({ feed_id, identity }) => `${String(feed_id)} ${identity}`);
    expect(new Set(places).size).toBe(places.length);

    // The next start goes on by itself; where joining had not begun, it is asked for again.
    const again = engine({ directory: own });
    const { feeds } = await again.api['feeds.list']({});
    const hasBegun = !feeds.some(({ id }) => id === old);
    again.engine.startBackgroundWork();
    if (!hasBegun) await again.api['feeds.merge']({ feedId: old, into: target });
    const inTarget = async (): Promise<number> => {
      const { unreadByFeed } = await again.api['articles.counts']({});
      return unreadByFeed.find(({ feedId }) => feedId === target)?.unread ?? 0;
    };
    const unread = joined(target).filter((state) => state.is_read === 0).length;
    await expect.poll(inTarget, { timeout: PATIENCE_MS }).toBe(unread);
    await again.close();
    expect(statesIn(own), `after kill ${String(round + 1)}`).toEqual(joined(target));
  }
  expect(partly).toBeGreaterThanOrEqual(KILLS / 2);
}); // prettier-ignore
