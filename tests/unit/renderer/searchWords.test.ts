import { describe, expect, it } from 'vitest';
import { parseSearch } from '../../../src/main/core/searchQuery';
import { complete, completionsAt } from '../../../src/renderer/src/features/search/completions';
import { explanationWords } from '../../../src/renderer/src/features/search/explanationWords';
import { withoutFilters } from '../../../src/renderer/src/state/search';
import type { Feed, Folder } from '../../../src/shared/model';

describe('a search in words', () => {
  it.each([
    ['climate ', 'Articles with “climate”'],
    ['clim', 'Articles with “clim…”'],
    ['tea milk "flat white" ', 'Articles with “tea”, “milk” and “flat white”'],
    ['title:climate is:unread after:2026-03-01', 'Articles with “climate” in the title, unread, since 1 March 2026'],
    ['is:unread tea ', 'Articles with “tea”, unread'],
    ['tea -milk ', 'Articles with “tea”, without “milk”'],
    ['tea OR coffee ', 'Articles with “tea” or with “coffee”'],
    ['author:ada -author:bob -tag:x ', 'Articles by “ada”, not by “bob”, not tagged “x”'],
    ['-title:x ', 'Articles without “x” in the title'],
    ['feed:"The Line" -folder:news', 'Articles in feeds named “The Line”, not in folders named “news”'],
    ['has:image -has:audio', 'Articles with a picture, without audio'],
    ['before:2026', 'Articles before 1 January 2026'],
    ['-before:2026-02 -after:2026-05', 'Articles since 1 February 2026, before 1 May 2026'],
    ['-is:bookmarked is:read', 'Articles not bookmarked, read'],
    ['قطار ', 'Articles with “\u2068قطار\u2069”'],
  ])('%j is %j', (typed, words) => {
    expect(explanationWords(parseSearch(typed) ?? [])).toBe(words);
  }); // prettier-ignore
});

describe('the words of a search alone', () => {
  it.each([
    ['is:read climate', 'climate'],
    ['-feed:"The Line" flat white OR tag:x', 'flat white'],
    ['title:tea OR milk', 'milk'],
    ['is:read', ''],
    ['re:invent', 're:invent'],
  ])('of %j are %j', (text, words) => {
    expect(withoutFilters(text)).toBe(words);
  });
});

describe('what is offered', () => {
  const titled = (title: string): Feed => ({ title }) as Feed;
  const subscriptions = {
    feeds: [titled('Zebra News'), titled('News "of" the Day'), titled('Ünique')],
    folders: [{ title: 'Öl und Gas' } as Folder],
  };
  const now = new Date(2026, 10, 5).getTime();
  const offered = (text: string, caret = text.length): string[] =>
    completionsAt(text, caret, subscriptions, now).map(({ insert }) => insert);

  it.each([
    ['fe', ['feed:']],
    ['-ti', ['title:']],
    ['tea f', ['feed:', 'folder:']],
    ['tea ', []],
    ['tea x', []],
    ['is:', ['unread', 'read', 'bookmarked']],
    ['IS:un', ['unread']],
    ['is:read', []],
    ['has:i', ['image']],
    ['feed:news', ['"News of the Day"', '"Zebra News"']],
    ['feed:"zebra n', ['"Zebra News"']],
    ['feed:uni', ['Ünique']],
    ['folder:ol', ['"Öl und Gas"']],
    ['feed:zebra ti', ['title:']],
    ['feed:"Zebra News" ti', ['title:']],
    ['after:', ['2026-11-05', '2026-11', '2026']],
    ['before:2026-', ['2026-11-05', '2026-11']],
    ['author:a', []],
  ])('for %j is %j', (text, wanted) => {
    expect(offered(text)).toEqual(wanted);
  });

  it('is everything in an empty box', () => {
    expect(offered('')).toHaveLength(9);
  });

  it.each([
    ['tea fe', 6, 'tea feed:', 9],
    ['tea -fe', 7, 'tea -feed:', 10],
    ['feed:zeb', 8, 'feed:"Zebra News" ', 18],
    ['-feed:"zeb', 10, '-feed:"Zebra News" ', 19],
    ['is:un tea', 5, 'is:unread tea', 10],
  ])('is put into %j at %j', (text, caret, completed, at) => {
    const [first] = completionsAt(text, caret, subscriptions, now);
    expect(complete(text, caret, first!)).toEqual({ text: completed, caret: at });
  });
});
