/** What becomes of a document whose feed goes away while it is taken in. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PIECE_SIZE } from '../../../src/main/core/batch';
import type { ParsedArticle } from '../../../src/main/core/parsedFeed';
import type { FeedId } from '../../../src/shared/model';
import { addFeed, article, openLibrary, type Library } from '../../support/library';
import { intakeOn, parsed } from './intakeOn';

const COUNT = 4 * PIECE_SIZE;
const many = (change: (index: number) => Partial<ParsedArticle> = () => ({})): ParsedArticle[] =>
  Array.from({ length: COUNT }, (_, index) =>
    article(String(index), { publishedAt: 1e12 + index, ...change(index) }),
  );

/** Takes articles in, and lets something happen in the first pause of it. */
async function interrupted(
  library: Library,
  feed: FeedId,
  articles: ParsedArticle[],
  happen: () => void,
): Promise<{ code: unknown; isFinished: boolean }> {
  let isOver = false;
  const { intake } = intakeOn(library, async () => {
    await nextTurn();
    if (!isOver) happen();
    isOver = true;
  });
  let isFinished = false;
  const code = await intake
    .takeIn(feed, parsed(articles), () => {
      isFinished = true;
    })
    .then(
      () => null,
      (error: unknown) => (error as { code?: unknown }).code,
    );
  expect(isOver).toBe(true);
  return { code, isFinished };
}

const identitiesOf = ({ articles }: Library, feed: FeedId): string[] =>
  articles.knownOf(feed, null, 10 * COUNT).known.map(([identity]) => identity);

describe('the rest of a document is left when its feed', () => {
  test.each<[string, (library: Library, feed: FeedId) => void]>([
    ['is removed', ({ feeds }, feed) => { feeds.markRemoved(feed, 1); }],
    ['gets another address', ({ feeds }, feed) => void feeds.changeUrl(feed, 'https://b.example/feed')],
    ['begins to join another', (library, feed) => { library.merges.begin({ from: feed, into: addFeed(library, 'b') }, 1); }],
  ])('%s', async (_name, happen) => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const ended = await interrupted(library, feed, many(), () => {
      happen(library, feed);
    });
    expect(ended).toEqual({ code: 'cancelled', isFinished: false });
    expect(identitiesOf(library, feed)).toHaveLength(PIECE_SIZE);
  }); // prettier-ignore

  test('is gone and its number is another feed’s, which gets none of it', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    let next: FeedId | undefined;
    const ended = await interrupted(library, feed, many(), () => {
      library.database.prepare('DELETE FROM feeds WHERE id = ?').run(feed);
      next = addFeed(library, 'b');
    });
    expect(next).toBe(feed);
    expect(ended).toEqual({ code: 'cancelled', isFinished: false });
    expect(identitiesOf(library, feed)).toEqual([]);
  });
});

test('an article keeps its identity when its feed goes before the new one is written', async () => {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  library.articles.save(feed, many(), 2e12);
  const before = identitiesOf(library, feed);
  const anew = many((index) => ({ identity: `guid:new-${String(index)}` }));
  const ended = await interrupted(library, feed, anew, () => {
    library.feeds.markRemoved(feed, 1);
  });
  expect(ended.code).toBe('cancelled');
  expect(identitiesOf(library, feed)).toEqual(before);
});

test('control: nothing is left when nothing happens', async () => {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  expect(await interrupted(library, feed, many(), () => undefined)).toEqual({
    code: null,
    isFinished: true,
  });
  expect(identitiesOf(library, feed)).toHaveLength(COUNT);
});
