/** Feeds that have known more articles than a document can list. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mostEntriesIn, MOST_ENTRIES } from '../../../src/main/core/mostEntries';
import { items, rss } from '../../support/builders';
import { addFeed, article, openLibrary } from '../../support/library';
import { countWrites } from './besideEngine';
import { intakeOn } from './intakeOn';
import { publisher } from './publisher';

/** More than a short document is compared with. */
const COUNT = 2500;
const FEWEST = mostEntriesIn(0);

test('of a long history the newest are read, as many as a document may list, in short turns', async () => {
  const library = openLibrary();
  const feed = addFeed(library, 'old');
  const all = Array.from({ length: COUNT }, (_, index) =>
    article(String(index), { publishedAt: 1e12 + index }),
  );
  library.database.transaction(() => library.articles.save(feed, all, 2e12))();
  let pauses = 0;
  const { intake } = intakeOn(library, () => {
    pauses += 1;
    return nextTurn();
  });
  const newest = all.map(({ identity, fingerprint }) => [identity, fingerprint]).toReversed();
  for (const [bytes, count] of [[0, FEWEST], [150_000, 1500], [10_000_000, COUNT]] as const) {
    pauses = 0;
    expect([...(await intake.knownFor(feed, bytes))]).toEqual(newest.slice(0, count));
    // A turn of the engine reads a thousand.
    expect(pauses).toBeGreaterThanOrEqual(Math.ceil(count / 1000) - 1);
  }
  expect([...(await intake.knownFor(addFeed(library, 'new'), 0))]).toEqual([]);
}); // prettier-ignore

test('no document is compared with more than it is read for', () => {
  expect(mostEntriesIn(1e9)).toBe(MOST_ENTRIES);
  expect(COUNT).toBeGreaterThan(FEWEST);
});

test('an old article that a short document lists is neither new nor written', { timeout: 60_000 }, async () => {
  const { reader, ids, publish } = await publisher(rss(items(COUNT)));
  await reader.api['articles.setRead']({ ids: [(await ids())[0]!], read: true });
  const unread = (await reader.api['articles.counts']({})).unread;
  const oldest = items(COUNT).slice(-3);
  const written = countWrites(reader.directory);
  expect(await publish(rss(oldest))).toBe(0);
  expect(written()).toEqual({});
  expect((await reader.api['articles.counts']({})).unread).toBe(unread);
  const edited = oldest.map((item) => ({ ...item, title: `${item.title ?? ''}, edited` }));
  expect(await publish(rss(edited))).toBe(0);
  expect(written()).toEqual({ articles: 3, bodies: 3 });
}); // prettier-ignore
