import { describe, expect, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import { fetchState } from '../../support/fetchState';
import { addFeed, article, IS_READ, openLibrary, save } from '../../support/library';
import { allStates, mergeOf, now, titlesOf, twoFeeds } from './joining';

const hour = 3_600_000;

describe('two feeds joined', () => {
  test('have the articles of both, each once', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    for (const name of ['a', 'b', 'c']) save(library, old, article(name));
    for (const name of ['b', 'c', 'd']) save(library, target, article(name));
    const { merge } = mergeOf(library);
    expect(await merge.merge(old, target)).toEqual({ title: 'new' });
    expect(allStates(library).map(({ feed_id, identity }) => [feed_id, identity])).toEqual(
      ['guid:a', 'guid:b', 'guid:c', 'guid:d'].map((identity) => [target, identity]),
    );
    expect(library.feeds.list().feeds.map(({ id }) => id)).toEqual([target]);
    expect(library.feeds.findByUrl('https://old.example/feed')).toBeNull();
    const whole = library.database.prepare(
      'SELECT count(*) FROM articles a JOIN bodies b ON b.article_id = a.id',
    );
    expect(whole.pluck().get()).toBe(4);
    expect(library.database.pragma('foreign_key_check')).toEqual([]);
  });

  test.each([
    [false, false],
    [false, true],
    [true, false],
    [true, true],
  ])('keep every mark (old one read and bookmarked: %s, new one: %s)', async (ofOld, ofNew) => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const [one, other] = [save(library, old, article('a')), save(library, target, article('a'))];
    for (const [id, isMarked, at] of [
      [one, ofOld, now + 2],
      [other, ofNew, now + 1],
    ] as const) {
      if (!isMarked) continue;
      library.states.setRead([id], true, at);
      library.states.setBookmarked(id, true, at);
    }
    await mergeOf(library).merge.merge(old, target);
    const rows = library.database
      .prepare(`SELECT *, ${IS_READ} AS is_read FROM article_states s`)
      .all();
    const isMarked = ofOld || ofNew;
    const markedAt = !isMarked ? null : ofNew ? now + 1 : now + 2;
    expect(rows).toEqual([
      expect.objectContaining({
        feed_id: target,
        is_read: Number(isMarked),
        read_at: markedAt,
        bookmarked_at: markedAt,
      }),
    ]);
  });

  test('keep an article where it stood earlier', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    save(library, old, article('a', { publishedAt: now - 5 * hour }), now - 4 * hour);
    save(library, target, article('a', { publishedAt: now - 2 * hour }), now - hour);
    save(library, old, article('b', { publishedAt: now - 2 * hour }), now - hour);
    save(library, target, article('b', { publishedAt: now - 5 * hour }), now - 4 * hour);
    await mergeOf(library).merge.merge(old, target);
    const rows = library.database.prepare('SELECT sort_at, first_seen_at FROM article_states');
    const earlier = { sort_at: now - 5 * hour, first_seen_at: now - 4 * hour };
    expect(rows.all()).toEqual([earlier, earlier]);
  });

  test('show what the feed that stays has stored', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    save(library, old, article('a', { title: 'Old title' }));
    save(library, target, article('a', { title: 'New title' }));
    await mergeOf(library).merge.merge(old, target);
    expect(titlesOf(library, target)).toEqual(['New title']);
  });

  test('show the text that was bookmarked, and lose neither of two', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const one = save(library, old, article('a', { title: 'Bookmarked' }));
    save(library, target, article('a', { title: 'Not bookmarked' }));
    const [two, three] = [
      save(library, old, article('b', { title: 'Old of both' })),
      save(library, target, article('b', { title: 'New of both' })),
    ];
    for (const id of [one, two, three]) library.states.setBookmarked(id, true, now);
    save(library, old, article('b', { title: 'Old of both, edited' }));
    await mergeOf(library).merge.merge(old, target);
    expect(titlesOf(library, target).sort()).toEqual(['Bookmarked', 'New of both']);
    const versions = library.articles.versionsOf(three).map(({ title }) => title);
    expect(versions.sort()).toEqual(['Old of both', 'Old of both, edited']);
  });

  test('show the only text there is, when the other was pruned', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const kept = save(library, old, article('a', { title: 'Still here' }));
    const pruned = save(library, target, article('a'));
    library.states.setRead([pruned], true, now);
    library.database.prepare('DELETE FROM articles WHERE id = ?').run(pruned);
    await mergeOf(library).merge.merge(old, target);
    expect(library.articles.find(kept)).toMatchObject({
      feedId: target,
      title: 'Still here',
      isRead: true,
    });
    expect(allStates(library)).toHaveLength(1);
  });

  test('recognise an article whose address was written otherwise, by its words', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const read = save(library, old, article('a', { identity: 'link:http://www.e.example/a/' }));
    library.states.setRead([read], true, now);
    save(library, target, article('a', { identity: 'link:https://e.example/a' }));
    await mergeOf(library).merge.merge(old, target);
    expect(allStates(library)).toEqual([
      { feed_id: target, identity: 'link:https://e.example/a', is_read: 1 },
    ]);
  });

  test('keep two articles that only look alike', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    save(library, old, article('a', { identity: 'link:http://e.example/a' }));
    save(library, target, article('b', { identity: 'link:https://e.example/a' }));
    await mergeOf(library).merge.merge(old, target);
    expect(allStates(library)).toHaveLength(2);
  });

  test('keep folder, settings and address of the one that stays', async () => {
    const library = openLibrary();
    const folderId = library.feeds.ensureFolder(null, 'News');
    const old = addFeed(library, 'old');
    const target = addFeed(library, 'new', { folderId });
    const own = {
      ...{ isPaused: true, intervalMinutes: 45, userAgent: 'Own/1', allowsPrivate: false },
      fullText: true,
    };
    library.settings.write(target, own);
    library.fetchStates.write(target, fetchState({ requests: 5 }));
    const before = library.feeds.find(target);
    await mergeOf(library).merge.merge(old, target);
    expect(library.feeds.find(target)).toEqual(before);
    expect(library.settings.read(target)).toEqual(own);
    expect(library.fetchStates.read(target).requests).toBe(5);
  });

  test('tell the window what is gone and what stands elsewhere, and call nothing new', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    for (let number = 0; number < PIECE_SIZE + 5; number += 1) {
      save(library, old, article(String(number)));
    }
    const twin = save(library, target, article('7'));
    const { merge, told } = mergeOf(library);
    await merge.merge(old, target);
    expect(told.articles[0]).toEqual({ feedId: old, added: 0, removed: true });
    expect(told.articles.slice(1)).toEqual(
      Array(2).fill({ feedId: target, added: 0, removed: false }),
    );
    expect(told.states).toHaveLength(PIECE_SIZE + 5);
    expect(told.states.every(({ feedId }) => feedId === target)).toBe(true);
    expect(told.states.map(({ id }) => id)).toContain(twin);
    expect(told.feeds).toBeGreaterThanOrEqual(2);
  });
});

test('a feed cannot be joined into itself, whoever asks for it', async () => {
  const library = openLibrary();
  const [old, target] = twoFeeds(library);
  save(library, old, article('a'));
  expect(() => {
    library.merges.begin({ from: old, into: old }, now);
  }).toThrow(/CHECK/);
  const { merge } = mergeOf(library);
  await expect(merge.absorbRemoved(old, old)).rejects.toMatchObject({ code: 'duplicate-feed' });
  await expect(merge.absorbRemoved(old, target)).rejects.toMatchObject({
    code: 'duplicate-feed',
    details: { feedId: old },
  });
  await expect(merge.absorbRemoved(old, 99 as never)).rejects.toMatchObject({ code: 'not-found' });
  expect(allStates(library)).toHaveLength(1);
  expect(library.merges.unfinished()).toEqual([]);
});

test('a feed that takes the address of a removed one takes its articles too', async () => {
  const library = openLibrary();
  const [removed, staying] = twoFeeds(library);
  const read = save(library, removed, article('a'));
  library.states.setRead([read], true, now);
  library.feeds.markRemoved(removed, now);
  save(library, staying, article('a'));
  await mergeOf(library).merge.absorbRemoved(removed, staying);
  expect(allStates(library)).toEqual([{ feed_id: staying, identity: 'guid:a', is_read: 1 }]);
  expect(library.feeds.changeUrl(staying, 'https://old.example/feed')).toBe(true);
});
