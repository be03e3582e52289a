import { describe, expect, test } from 'vitest';
import type { Cursor, Scope } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { failureOf } from './failureOf';
import { list, subscribe } from './reading';

const everything = { scope: { kind: 'all' }, from: null, to: null, olderThan: null } as const;

/** An engine with two feeds of ten articles each. */
async function shelf(): Promise<RunningEngine> {
  const server = await feedServer();
  const reader = engine();
  for (const name of ['a', 'b']) {
    server.serve(`/${name}`, rss(items(10)));
    await subscribe(reader, server.url(`/${name}`));
  }
  await reader.waitFor('counts.changed', ({ unread }) => unread === 20);
  return reader;
}

describe('marking many at one stroke', () => {
  test('tells which feeds changed and what is unread now, article by article nothing', async () => {
    const reader = await shelf();
    const { api, events, waitFor } = reader;
    const feedIds = (await api['feeds.list']({})).feeds.map(({ id }) => id);
    const before = await list(reader);
    events.length = 0;
    const { changed, undoId } = await api['articles.markRead'](everything);
    expect(changed).toBe(20);
    await waitFor('counts.changed', ({ unread }) => unread === 0);
    const told = events.flatMap((event) =>
      event.name === 'articles.changed' ? event.payload.changes : [],
    );
    expect(told.map(({ feedId }) => feedId).sort()).toEqual(feedIds.sort());
    expect(told.every(({ added, removed }) => added === 0 && !removed)).toBe(true);
    expect(events.filter(({ name }) => name === 'articles.stateChanged')).toEqual([]);
    expect((await list(reader)).every(({ isRead }) => isRead)).toBe(true);

    expect(await api['articles.lastMark']({})).toMatchObject({ undoId, count: 20 });
    expect(await api['articles.undoMark']({ undoId: undoId!, undone: true })).toEqual({ changed: 20 });
    await waitFor('counts.changed', ({ unread }) => unread === 20);
    expect(await list(reader)).toEqual(before);
    expect(await api['articles.lastMark']({})).toBeNull();
    expect(await api['articles.undoMark']({ undoId: undoId!, undone: false })).toEqual({ changed: 20 });
    expect(await list(reader, { kind: 'all' }, 'unread')).toEqual([]);
  }); // prettier-ignore

  test('can be undone by the engine that is started next', async () => {
    const { api, close, directory } = await shelf();
    const { undoId } = await api['articles.markRead'](everything);
    await close();
    const next = engine({ directory });
    expect((await next.api['articles.lastMark']({}))?.undoId).toBe(undoId);
    await next.api['articles.undoMark']({ undoId: undoId!, undone: true });
    expect(await list(next, { kind: 'all' }, 'unread')).toHaveLength(20);
  });

  test('of nothing leaves nothing to undo, and an unknown mark is an error', async () => {
    const { api } = engine();
    expect(await api['articles.markRead'](everything)).toEqual({ changed: 0, undoId: null });
    const unknown = api['articles.undoMark']({ undoId: 7, undone: true });
    expect(await failureOf(unknown)).toMatchObject({ code: 'not-found' });
  });
});

describe('the next article', () => {
  const scopes: Scope[] = [
    { kind: 'all' },
    { kind: 'today', since: 0 },
    { kind: 'feed', feedId: 1 as never },
  ];

  test.each(['all', 'unread'] as const)('is the one a list of %s would show', async (show) => {
    const reader = await shelf();
    const { api } = reader;
    const all = await list(reader);
    const read = all.filter((_, index) => index % 3 > 0).map(({ id }) => id);
    await api['articles.setRead']({ ids: read, read: true });
    for (const scope of scopes) {
      const rows = await list(reader, scope);
      const wanted = rows.filter(({ isRead }) => show === 'all' || !isRead);
      for (const direction of ['older', 'newer'] as const) {
        const ordered = direction === 'older' ? rows : rows.toReversed();
        const from = [null, ...ordered.map(({ sortAt, id }): Cursor => ({ sortAt, id }))];
        for (const [index, place] of from.entries()) {
          const at = ordered.findIndex((row, other) => other >= index && wanted.some(({ id }) => id === row.id));
          const expected = ordered[at];
          expect(await api['articles.next']({ scope, show, from: place, direction })).toEqual({
            next: expected === undefined ? null : { sortAt: expected.sortAt, id: expected.id },
            rowsAway: expected === undefined ? null : at - index + 1,
          });
        }
      }
    }
  }); // prettier-ignore

  test('is found from a row that is not in the list', async () => {
    const reader = await shelf();
    const rows = await list(reader);
    const from = { sortAt: rows[4]!.sortAt - 1, id: 1 as never };
    const next = (direction: 'older' | 'newer'): Promise<unknown> =>
      reader.api['articles.next']({ scope: { kind: 'all' }, show: 'all', from, direction });
    const [above, below] = [rows.findLast(({ sortAt }) => sortAt > from.sortAt)!, rows.find(({ sortAt }) => sortAt < from.sortAt)!];
    expect(await next('older')).toEqual({ next: { sortAt: below.sortAt, id: below.id }, rowsAway: 1 });
    expect(await next('newer')).toEqual({ next: { sortAt: above.sortAt, id: above.id }, rowsAway: 1 });
  }); // prettier-ignore

  test('says no distance when it is far away', async () => {
    const server = await feedServer();
    server.serve('/feed', rss(items(1300)));
    const reader = engine();
    await subscribe(reader, server.url('/feed'));
    await reader.waitFor('counts.changed', ({ unread }) => unread === 1300);
    const rows = await list(reader);
    const from = { sortAt: rows[9]!.sortAt, id: rows[9]!.id };
    await reader.api['articles.markRead']({ ...everything, olderThan: from.sortAt });
    const oldest = await reader.api['articles.next']({
      ...{ scope: { kind: 'all' }, show: 'all', from: null, direction: 'newer' },
    });
    await reader.api['articles.setRead']({ ids: [oldest.next!.id], read: false });
    const next = { scope: { kind: 'all' }, show: 'unread', from, direction: 'older' } as const;
    expect(await reader.api['articles.next'](next)).toEqual({ next: oldest.next, rowsAway: null });
  });
});
