import { describe, expect, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import { purgeRemovedFeeds } from '../../../src/main/services/removedFeedPurge';
import type { FeedId } from '../../../src/shared/model';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';
import { allStates, mergeOf, now, titlesOf, twoFeeds, type StateRow } from './joining';

const hour = 3_600_000;

describe('joining', () => {
  test('is refused for feeds that are not there, and for one feed', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const { merge } = mergeOf(library);
    await expect(merge.merge(old, old)).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(merge.merge(old, 99 as never)).rejects.toMatchObject({ code: 'not-found' });
    await expect(merge.merge(99 as never, old)).rejects.toMatchObject({ code: 'not-found' });
    library.feeds.markRemoved(target, now);
    await expect(merge.merge(old, target)).rejects.toMatchObject({ code: 'not-found' });
    expect(library.feeds.find(old)).not.toBeNull();
  });

  test('of several at once goes one after the other', async () => {
    const library = openLibrary();
    const [one, two, three] = ['one', 'two', 'three'].map((name) => addFeed(library, name));
    for (let number = 0; number < 2 * PIECE_SIZE; number += 1) {
      save(library, one!, article(`one ${String(number)}`));
      save(library, two!, article(`two ${String(number)}`));
    }
    const { merge } = mergeOf(library);
    await Promise.all([merge.merge(one!, two!), merge.merge(two!, three!)]);
    expect(library.feeds.list().feeds.map(({ id }) => id)).toEqual([three]);
    expect(titlesOf(library, three!)).toHaveLength(4 * PIECE_SIZE);
  });

  test('goes on after one that failed', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    const { merge } = mergeOf(library);
    const failing = merge.merge(99 as never, target);
    await expect(failing).rejects.toThrow();
    expect(await merge.merge(old, target)).toEqual({ title: 'new' });
  });

  test('hides the address: it is that of the feed joined into', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    for (let number = 0; number < 2 * PIECE_SIZE; number += 1) {
      save(library, old, article(String(number)));
    }
    let seen = 0;
    const { merge } = mergeOf(library, () => {
      seen += 1;
      library.feeds.restore(old);
      expect(library.feeds.find(old)).toBeNull();
      expect(library.feeds.findByUrl('https://old.example/feed')).toEqual({
        id: target,
        title: 'new',
        isRemoved: false,
      });
      return undefined;
    });
    await merge.merge(old, target);
    expect(seen).toBeGreaterThan(0);
  });

  test('takes along what a refresh still adds to the old feed meanwhile', async () => {
    const library = openLibrary();
    const [old, target] = twoFeeds(library);
    for (let number = 0; number < 2 * PIECE_SIZE; number += 1) {
      save(library, old, article(String(number)));
    }
    const read = save(library, old, article('read'));
    library.states.setRead([read], true, now);
    let isFirst = true;
    const { merge } = mergeOf(library, () => {
      if (isFirst) for (const name of ['late', '0', 'read']) save(library, old, article(name));
      isFirst = false;
      return undefined;
    });
    await merge.merge(old, target);
    const states = allStates(library);
    expect(states).toHaveLength(2 * PIECE_SIZE + 2);
    expect(new Set(states.map(({ feed_id }) => feed_id))).toEqual(new Set([target]));
    expect(states.filter((state) => state.is_read === 1).map(({ identity }) => identity)).toEqual([
      'guid:read',
    ]);
  });
});

describe('joining that is interrupted', () => {
  const COUNT = 4 * PIECE_SIZE;

  /** Half of the old feed's articles are in the new one too; every third is read there. */
  function filled(library: Library): readonly [FeedId, FeedId] {
    const [old, target] = twoFeeds(library);
    for (let number = 0; number < COUNT; number += 1) {
      const name = String(number).padStart(3, '0');
      const id = save(library, old, article(name));
      if (number % 2 === 0) save(library, target, article(name));
      if (number % 3 === 0) library.states.setRead([id], true, now);
    }
    return [old, target];
  }

  const expected = (target: FeedId): StateRow[] =>
    Array.from({ length: COUNT }, (_, number) => ({
      feed_id: target,
      identity: `guid:${String(number).padStart(3, '0')}`,
      is_read: number % 3 === 0 ? 1 : 0,
    }));

  test.each([1, 2, 3, 4])('after piece %i is finished at the next start', async (last) => {
    const library = openLibrary();
    const [old, target] = filled(library);
    let pieces = 0;
    const { merge } = mergeOf(library, () => {
      pieces += 1;
      return pieces === last ? 'close' : undefined;
    });
    await expect(merge.merge(old, target)).rejects.toMatchObject({ code: 'cancelled' });
    expect(library.merges.unfinished()).toEqual([{ from: old, into: target }]);
    // The week after its removal is not what counts for a feed that is being joined.
    await purgeAll(library, now + 365 * 24 * hour);
    const between = allStates(library);
    const identities = new Set(between.map(({ identity }) => identity));
    expect(identities.size).toBe(COUNT);
    await mergeOf(library).merge.finishInterrupted();
    expect(allStates(library)).toEqual(expected(target));
    expect(library.merges.unfinished()).toEqual([]);
    expect(library.feeds.list().feeds.map(({ id }) => id)).toEqual([target]);
  });

  test('control: without an interruption it comes to the same', async () => {
    const library = openLibrary();
    const [old, target] = filled(library);
    await mergeOf(library).merge.merge(old, target);
    expect(allStates(library)).toEqual(expected(target));
  });

  test('and whose target was removed meanwhile leaves its articles with it', async () => {
    const library = openLibrary();
    const [old, target] = filled(library);
    const { merge } = mergeOf(library, () => 'close');
    await expect(merge.merge(old, target)).rejects.toMatchObject({ code: 'cancelled' });
    library.feeds.markRemoved(target, now);
    await mergeOf(library).merge.finishInterrupted();
    expect(library.feeds.list().feeds).toEqual([]);
    library.feeds.restore(target);
    expect(allStates(library)).toEqual(expected(target));
  });
});

async function purgeAll(library: Library, at: number): Promise<void> {
  await purgeRemovedFeeds({
    ...library,
    transaction: (work) => library.database.transaction(work).immediate(),
    clock: { now: () => at },
    pause: () => Promise.resolve(),
    closing: new AbortController().signal,
  });
}
