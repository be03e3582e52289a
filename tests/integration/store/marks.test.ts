import { describe, expect, test } from 'vitest';
import type { MarkedPiece } from '../../../src/main/core/ports';
import { MarkService } from '../../../src/main/services/markService';
import type {
  ArticleId,
  Cursor,
  FeedId,
  MarkId,
  MarkRange,
  Scope,
} from '../../../src/shared/model';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';

const now = 2e12;
const newest = 1e12;
const ALL: Scope = { kind: 'all' };

const range = (change: Partial<MarkRange> = {}): MarkRange => ({
  scope: ALL,
  from: null,
  to: null,
  olderThan: null,
  ...change,
});

/** Articles named after their age in minutes, the newest "0", in turns in each of the feeds. */
function fill(library: Library, feeds: readonly FeedId[], count: number): ArticleId[] {
  return Array.from({ length: count }, (_, age) => {
    const one = article(String(age), { title: String(age), publishedAt: newest - age * 60_000 });
    return save(library, feeds[age % feeds.length]!, one, now);
  });
}

function unreadTitles({ articles }: Library, scope: Scope = ALL): string[] {
  const page = articles.list({ scope, show: 'unread', before: null, limit: 200 });
  return page.rows.map(({ title }) => title);
}

const place = (age: number, id: ArticleId): Cursor => ({ sortAt: newest - age * 60_000, id });

/** Marks in pieces, as the service does. */
function mark({ marks, database }: Library, asked: MarkRange, limit: number): { changed: number; undoId: MarkId | null } {
  let plan = marks.plan(asked);
  let changed = 0;
  for (;;) {
    const piece = database.transaction(() => marks.take(plan, limit, now))();
    if (piece === null) return { changed, undoId: plan.undoId };
    expect(piece.changed).toBeLessThanOrEqual(limit);
    changed += piece.changed;
    plan = piece.rest;
  }
} // prettier-ignore

function turn({ marks }: Library, undoId: MarkId | null, undone: boolean): number {
  let changed = 0;
  let piece: MarkedPiece | null;
  do {
    piece = marks.turnPiece(undoId!, undone, 5);
    changed += piece?.changed ?? 0;
  } while (piece !== null);
  return changed;
}

describe.each([1, 3, 4, 100])('a mark in pieces of %i', (limit) => {
  test('marks all of a view, and undoing it brings all back', () => {
    const library = openLibrary();
    const folder = library.feeds.ensureFolder(null, 'News');
    const inner = library.feeds.ensureFolder(folder, 'Local');
    const feeds = [
      addFeed(library, 'a'),
      addFeed(library, 'b', { folderId: folder }),
      addFeed(library, 'c', { folderId: inner }),
    ];
    const ids = fill(library, feeds, 24);
    for (const id of ids.slice(0, 6)) library.states.setBookmarked(id, true, 1);
    library.states.setRead([ids[5]!, ids[6]!], true, 1);
    const before = unreadTitles(library);
    const counts = library.states.counts();
    const views: [Scope, number][] = [
      [ALL, 22],
      [{ kind: 'today', since: newest - 9 * 60_000 }, 8],
      [{ kind: 'feed', feedId: feeds[1]! }, 8],
      [{ kind: 'folder', folderId: folder }, 15],
      [{ kind: 'folder', folderId: inner }, 7],
      [{ kind: 'bookmarks' }, 5],
    ];
    for (const [scope, count] of views) {
      const expected = unreadTitles(library, scope);
      expect(expected, scope.kind).toHaveLength(count);
      const { changed, undoId } = mark(library, range({ scope }), limit);
      expect(changed, scope.kind).toBe(count);
      expect(unreadTitles(library, scope)).toEqual([]);
      expect(unreadTitles(library)).toEqual(before.filter((title) => !expected.includes(title)));
      expect(library.states.counts().unread).toBe(22 - count);
      expect(library.marks.last()).toEqual({ undoId, markedAt: now, count });
      expect(turn(library, undoId, true)).toBe(count);
      expect(unreadTitles(library)).toEqual(before);
      expect(library.states.counts()).toEqual(counts);
    }
  });

  test('marks a part of a list, its ends included, and what is older than a time', () => {
    const library = openLibrary();
    const ids = fill(library, [addFeed(library, 'a'), addFeed(library, 'b')], 12);
    const parts: [Partial<MarkRange>, ages: number[]][] = [
      [{ to: place(3, ids[3]!) }, [0, 1, 2, 3]],
      [{ from: place(9, ids[9]!) }, [9, 10, 11]],
      [{ from: place(4, ids[4]!), to: place(6, ids[6]!) }, [4, 5, 6]],
      [{ olderThan: newest - 8 * 60_000 }, [9, 10, 11]],
      [{ olderThan: newest - 8 * 60_000, to: place(10, ids[10]!) }, [9, 10]],
      [{ olderThan: newest - 60_000, from: place(6, ids[6]!), to: place(7, ids[7]!) }, [6, 7]],
      // A place between two rows, as of one that has gone.
      [{ from: place(4.5, 1 as ArticleId), to: place(6.5, 1 as ArticleId) }, [5, 6]],
      [{ from: place(6, ids[6]!), to: place(4, ids[4]!) }, []],
    ];
    for (const [part, ages] of parts) {
      const { changed, undoId } = mark(library, range(part), limit);
      expect(changed).toBe(ages.length);
      const left = Array.from(ids.keys()).filter((age) => !ages.includes(age));
      expect(unreadTitles(library)).toEqual(left.map(String));
      if (undoId !== null) turn(library, undoId, true);
    }
  });

  test('leaves alone what comes after it began, wherever it is listed', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    fill(library, [feed], 8);
    let plan = library.marks.plan(range());
    plan = library.marks.take(plan, limit, now)!.rest;
    for (const [name, publishedAt] of [['late', newest + 1], ['old', 1], ['between', newest - 1]] as const) {
      save(library, feed, article(name, { title: name, publishedAt }), now);
    }
    for (let piece = library.marks.take(plan, limit, now); piece !== null;) {
      piece = library.marks.take(piece.rest, limit, now);
    }
    expect(unreadTitles(library)).toEqual(['late', 'between', 'old']);
  }); // prettier-ignore
});

describe('what can be undone', () => {
  test('is what the mark changed, less what was marked otherwise since', () => {
    const library = openLibrary();
    const ids = fill(library, [addFeed(library, 'a')], 6);
    library.states.setRead([ids[0]!], true, 1);
    const { undoId } = mark(library, range(), 2);
    library.states.setRead([ids[1]!], false, 2);
    library.database.prepare('DELETE FROM article_states WHERE id = ?').run(ids[2]!);
    expect(turn(library, undoId, true)).toBe(3);
    expect(unreadTitles(library)).toEqual(['1', '3', '4', '5']);
    // Again does no harm, and to set it again leaves alone what it does not own.
    expect(turn(library, undoId, true)).toBe(0);
    expect(turn(library, undoId, false)).toBe(3);
    expect(unreadTitles(library)).toEqual(['1']);
    expect(turn(library, undoId, false)).toBe(0);
    expect(library.marks.last()).toMatchObject({ undoId });
  });

  test('is there after a restart, as far as the mark came before a crash', () => {
    const directory = temporaryFolder();
    const first = openLibrary(directory);
    fill(first, [addFeed(first, 'a')], 10);
    const plan = first.marks.take(first.marks.plan(range()), 4, now)!.rest;
    first.marks.take(plan, 4, now);

    const second = openLibrary(directory);
    const last = second.marks.last();
    expect(last).toEqual({ undoId: plan.undoId, markedAt: now, count: 8 });
    expect(unreadTitles(second)).toEqual(['8', '9']);
    expect(turn(second, last!.undoId, true)).toBe(8);
    expect(unreadTitles(second)).toHaveLength(10);
    expect(second.marks.last()).toBeNull();
  });

  test('goes with an article that moved to another feed', () => {
    const library = openLibrary();
    const [old, target] = [addFeed(library, 'old'), addFeed(library, 'new')];
    fill(library, [old], 3);
    const { undoId } = mark(library, range(), 2);
    library.database.prepare('UPDATE article_states SET feed_id = ?').run(target);
    turn(library, undoId, true);
    expect(library.states.counts().unreadByFeed).toEqual([{ feedId: target, unread: 3 }]);
  });

  test('are the last twenty marks, and their numbers never come again', () => {
    const library = openLibrary();
    const ids = fill(library, [addFeed(library, 'a')], 1);
    const undoIds = Array.from({ length: 23 }, () => {
      library.states.setRead(ids, false, 1);
      return mark(library, range(), 5).undoId;
    });
    expect(new Set(undoIds).size).toBe(23);
    expect(undoIds.map((id) => library.marks.isKnown(id!))).toEqual(
      undoIds.map((_, index) => index >= 3),
    );
    expect(library.database.prepare('SELECT count(*) FROM mark_pieces').pluck().get()).toBe(20);
    library.database.exec('DELETE FROM marks');
    library.states.setRead(ids, false, 1);
    expect(mark(library, range(), 5).undoId).toBeGreaterThan(undoIds.at(-1)!);
  });

  test('is nothing where nothing was unread', () => {
    const library = openLibrary();
    addFeed(library, 'a');
    expect(mark(library, range(), 5)).toEqual({ changed: 0, undoId: null });
    expect(library.marks.last()).toBeNull();
    expect(library.database.prepare('SELECT count(*) FROM marks').pluck().get()).toBe(0);
  });
});

describe('the service', () => {
  const ARTICLES = 9000;

  /** So many unread articles that one piece is not enough. */
  function large(): { library: Library; feed: FeedId } {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    library.database.transaction(() => fill(library, [feed], ARTICLES))();
    return { library, feed };
  }

  function serviceOf(
    library: Library,
    pause: () => void,
  ): { service: MarkService; told: unknown[]; closing: AbortController } {
    const told: unknown[] = [];
    const closing = new AbortController();
    const service = new MarkService({
      marks: library.marks,
      transaction: (work) => library.database.transaction(work).immediate(),
      changes: {
        feedsChanged: () => undefined,
        articlesChanged: (change) => told.push(change),
        statesChanged: () => undefined,
        refreshProgressed: () => undefined,
      },
      clock: { now: () => now },
      pause: () => {
        pause();
        return Promise.resolve();
      },
      closing: closing.signal,
    });
    return { service, told, closing };
  }

  const scopeOf = (feedId: FeedId): Partial<MarkRange> => ({ scope: { kind: 'feed', feedId } });

  test('lets others go on between its pieces, and tells which feeds changed', async () => {
    const { library, feed } = large();
    const seen: number[] = [];
    const { service, told } = serviceOf(library, () => seen.push(library.states.counts().unread));
    const { changed, undoId } = await service.markRead(range(scopeOf(feed)));
    expect(changed).toBe(ARTICLES);
    expect(seen).toEqual([1000, 0]);
    const change = { feedId: feed, added: 0, removed: false };
    expect(told).toEqual([change, change]);
    expect(await service.undoMark({ undoId: undoId!, undone: true })).toEqual({
      changed: ARTICLES,
    });
    expect(seen.slice(2)).toEqual([1000, ARTICLES]);
    expect(service.last()).toBeNull();
  });

  test('marks everything at once, after reading it in pieces, and undoes it in pieces', async () => {
    const { library, feed } = large();
    const seen: number[] = [];
    const { service, told } = serviceOf(library, () => seen.push(library.states.counts().unread));
    const before = library.database.prepare('SELECT * FROM unread').raw().all();
    const { changed, undoId } = await service.markRead(range());
    expect(changed).toBe(ARTICLES);
    expect(seen).toEqual([ARTICLES]);
    expect(told).toEqual([{ feedId: feed, added: 0, removed: false }]);
    expect(library.states.counts()).toMatchObject({ unread: 0, unreadByFeed: [] });
    expect(service.last()).toEqual({ undoId, markedAt: now, count: ARTICLES });
    expect(await service.undoMark({ undoId: undoId!, undone: true })).toEqual({
      changed: ARTICLES,
    });
    expect(seen.slice(1)).toEqual([1000, ARTICLES]);
    expect(library.database.prepare('SELECT * FROM unread').raw().all()).toEqual(before);
  });

  test('leaves unread what comes while it reads everything', async () => {
    const { library, feed } = large();
    const arrive = (): unknown => save(library, feed, article('late', { title: 'late' }), now);
    const { service } = serviceOf(library, () => {
      if (library.states.counts().unread === ARTICLES) arrive();
    });
    expect((await service.markRead(range())).changed).toBe(ARTICLES);
    expect(unreadTitles(library)).toEqual(['late']);
  });

  test('leaves alone what is unread of a removed feed', async () => {
    const { library } = large();
    const removed = addFeed(library, 'removed');
    save(library, removed, article('x', { title: 'x' }), now);
    library.feeds.markRemoved(removed, 1);
    const { service } = serviceOf(library, () => undefined);
    expect((await service.markRead(range())).changed).toBe(ARTICLES);
    library.feeds.restore(removed);
    expect(unreadTitles(library)).toEqual(['x']);
  });

  test('stops when the app closes, and what it marked can be undone', async () => {
    const { library, feed } = large();
    const { service, closing } = serviceOf(library, () => {
      closing.abort();
    });
    await expect(service.markRead(range(scopeOf(feed)))).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(library.states.counts().unread).toBe(1000);
    expect(library.marks.last()).toMatchObject({ count: 8000 });
  });

  test('knows a mark only as long as it is kept', async () => {
    const { service } = serviceOf(openLibrary(), () => undefined);
    const unknown = service.undoMark({ undoId: 5 as MarkId, undone: true });
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  });
});
