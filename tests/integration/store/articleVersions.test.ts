import { describe, expect, test } from 'vitest';
import type { ArticleId } from '../../../src/shared/model';
import { addFeed, article, openLibrary, save, type Library } from '../../support/library';

/** A bookmarked article that its publisher edits as often as told. */
function edited(times: number): Library & { id: ArticleId; texts: () => string[] } {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  const id = save(library, feed, article('x', { source: 'text 0' }), 0);
  library.states.setBookmarked(id, true, 0);
  for (let number = 1; number <= times; number += 1) {
    save(library, feed, article('x', { source: `text ${String(number)}` }), number);
  }
  const texts = (): string[] => library.articles.versionsOf(id).map(({ source }) => source);
  return { ...library, id, texts };
}

describe('a bookmarked article', () => {
  test('keeps each text it had, with the time it came', () => {
    const library = edited(2);
    expect(library.articles.versionsOf(library.id)).toEqual([
      { title: 'Title of x', source: 'text 0', savedAt: 0 },
      { title: 'Title of x', source: 'text 1', savedAt: 1 },
    ]);
    expect(library.articles.find(library.id)?.source).toBe('text 2');
  });

  test('that is edited without end keeps the text that was bookmarked, and the newest nine', () => {
    const numbers = [0, ...Array.from({ length: 9 }, (_, index) => 31 + index)];
    expect(edited(40).texts()).toEqual(numbers.map((number) => `text ${String(number)}`));
  });

  test('keeps nothing of an edit that leaves title and text alone', () => {
    const library = edited(0);
    const { feedId } = library.articles.find(library.id)!;
    const change = { source: 'text 0', author: 'Ada', publishedAt: 7 };
    const [saved] = library.articles.save(feedId, [article('x', change)], 1);
    expect(saved?.outcome).toBe('updated');
    expect(library.texts()).toEqual([]);
  });
});

test('an article that nobody bookmarked keeps no older text', () => {
  const library = openLibrary();
  const feed = addFeed(library, 'a');
  const id = save(library, feed, article('x'));
  save(library, feed, article('x', { source: 'new' }));
  expect(library.articles.versionsOf(id)).toEqual([]);
});

test('older texts go with their article', () => {
  const library = edited(3);
  library.database.prepare('DELETE FROM article_states WHERE id = ?').run(library.id);
  expect(library.database.prepare('SELECT count(*) FROM article_versions').pluck().get()).toBe(0);
});
