import { expect, test } from 'vitest';
import { recountUnread } from '../../../src/main/store/unreadRows';
import type { ArticleId } from '../../../src/shared/model';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';
import { mergeOf } from './joining';

/** What the tables say, beside what they must say by the articles themselves. */
function kept({ database }: Library): { counts: unknown; counted: unknown; orphans: unknown } {
  return {
    counts: database
      .prepare('SELECT feed_id, unread FROM unread_counts WHERE unread <> 0 ORDER BY feed_id')
      .all(),
    counted: database
      .prepare(
        `SELECT s.feed_id, count(*) AS unread FROM article_states s
         JOIN unread u ON u.feed_id = s.feed_id AND u.sort_at = s.sort_at AND u.id = s.id
         GROUP BY s.feed_id ORDER BY s.feed_id`,
      )
      .all(),
    orphans: database
      .prepare(
        `SELECT u.id FROM unread u WHERE NOT EXISTS (SELECT 1 FROM article_states s
         WHERE u.feed_id = s.feed_id AND u.sort_at = s.sort_at AND u.id = s.id)`,
      )
      .all(),
  };
}

function expectRight(library: Library): void {
  const { counts, counted, orphans } = kept(library);
  expect(counts).toEqual(counted);
  expect(orphans).toEqual([]);
}

test('what is unread is right whatever happens to articles', async () => {
  const library = openLibrary();
  const feeds = ['a', 'b', 'c'].map((name) => addFeed(library, name));
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const ids: ArticleId[] = [];
  const some = (): ArticleId[] => ids.filter(() => random(3) === 0);
  let undoId: number | null = null;
  const everything = { scope: { kind: 'all' }, from: null, to: null, olderThan: null } as const;
  const acts: (() => void)[] = [
    () => {
      const name = String(random(60));
      const one = article(name, { publishedAt: random(1e6), title: `Title ${String(random(3))}` });
      ids.push(save(library, feeds[random(3)]!, one));
    },
    () => library.states.setRead(some(), random(2) === 0, 5),
    () => library.states.setBookmarked(ids[random(ids.length)] ?? (1 as ArticleId), true, 5),
    () => library.database.exec(`DELETE FROM article_states WHERE id % 17 = ${String(random(17))}`),
    () => {
      const moved = `UPDATE article_states SET sort_at = sort_at - 1 WHERE id % 5 = ${String(random(5))}`;
      library.database.exec(moved);
    },
    () => {
      undoId =
        library.marks.take(library.marks.plan(everything), 1 + random(9), 5)?.rest.undoId ?? null;
    },
    () => {
      const sweep = library.marks.sweep(everything)!;
      while (sweep.read(1 + random(9)));
      if (random(3) === 0) undoId = sweep.finish(5)?.undoId ?? null;
    },
    () =>
      undoId !== null && library.marks.turnPiece(undoId as never, random(2) === 0, 1 + random(9)),
  ];
  for (let step = 0; step < 600; step += 1) {
    acts[random(acts.length)]!();
    expectRight(library);
    expect(library.states.counts().unread).toBe(
      library.database.prepare('SELECT count(*) FROM unread').pluck().get(),
    );
  }
  await mergeOf(library).merge.merge(feeds[0]!, feeds[1]!);
  expectRight(library);
  library.feeds.markRemoved(feeds[2]!, 1);
  while (library.articles.deleteOfRemoved(feeds[2]!, 5) > 0) expectRight(library);
  library.database.exec('DELETE FROM feeds');
  expect(kept(library)).toEqual({ counts: [], counted: [], orphans: [] });
});

test('a count that is wrong can be made right', () => {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  save(library, feed, article('a'));
  library.database.exec('UPDATE unread_counts SET unread = 99');
  expect(library.states.counts().unread).toBe(99);
  recountUnread(library.database);
  expect(library.states.counts()).toEqual({
    unread: 1,
    unreadByFeed: [{ feedId: feed, unread: 1 }],
    bookmarked: 0,
  });
});
