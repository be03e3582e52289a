import { describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract/index';
import type { Cursor, FeedId } from '../../../src/shared/model';
import type { ParsedArticle } from '../../../src/main/core/parsedFeed';
import { addFeed, article, save } from '../../support/library';
import { searchedLibrary, type Searched } from './searching';

const day = 86_400_000;

/** Articles by their titles, each a day older than the one before. */
async function withArticles(
  articles: readonly (Partial<ParsedArticle> & { title: string })[],
): Promise<Searched & { feed: FeedId }> {
  const library = searchedLibrary();
  const feed = addFeed(library, 'feed');
  articles.forEach((change, index) => {
    const publishedAt = Date.UTC(2026, 4, 20) - index * day;
    save(library, feed, article(String(index), { publishedAt, ...change }));
  });
  await library.index();
  return { ...library, feed };
}

describe('words', () => {
  test('are found in title, text, author and categories', async () => {
    const { titles } = await withArticles([
      { title: 'Walrus in the title' },
      { title: 'B', source: '<p>A <b>wal</b>rus in its text</p>' },
      { title: 'C', author: 'Wanda Walrus' },
      { title: 'D', categories: ['walrus', 'other'] },
      { title: 'E', source: '<p title="walrus">only in an attribute</p><script>walrus</script>' },
    ]);
    expect(titles('walrus ')).toEqual(['Walrus in the title', 'B', 'C', 'D']);
  });

  test('must all be there, but for those that are excluded', async () => {
    const { titles } = await withArticles([
      { title: 'red green' },
      { title: 'red blue' },
      { title: 'green blue' },
    ]);
    expect(titles('red green ')).toEqual(['red green']);
    expect(titles('red -green ')).toEqual(['red blue']);
    expect(titles('-green ')).toEqual(['red blue']);
    expect(titles('green OR blue red ')).toEqual(['red green', 'red blue']);
    expect(titles('red OR -blue ')).toEqual(['red green', 'red blue']);
    expect(titles('yellow ')).toEqual([]);
  });

  test('in quotes must stand in a row', async () => {
    const { titles } = await withArticles([
      { title: 'A', source: '<p>flat <i>white</i> coffee</p>' },
      { title: 'B', source: '<p>a flat that is white</p>' },
    ]);
    expect(titles('"flat white"')).toEqual(['A']);
    expect(titles('flat white ')).toEqual(['A', 'B']);
    // The last word is still being typed; up to three letters of it say nothing yet.
    expect(titles('"flat wh')).toEqual(['A', 'B']);
    expect(titles('"flat whit')).toEqual(['A']);
    expect(titles('re-whit')).toEqual([]);
    // A phrase does not go on from one field in the next, nor from one category in the next.
    expect(titles('"a flat"')).toEqual(['B']);
  });

  test('are found with and without their diacritics and in any case', async () => {
    const { titles } = await withArticles([
      { title: 'Über Café', source: '<p>na&iuml;ve Ångström</p>' },
      { title: 'uber cafe', source: '<p>naive angstrom</p>' },
    ]);
    for (const typed of ['über ', 'UBER ', 'café ', 'cafe\u0301 ', 'naïve ', 'angstrom ', 'naiv']) {
      expect(titles(typed), typed).toHaveLength(2);
    }
  });

  test('are found by their beginnings while they are typed', async () => {
    const { titles } = await withArticles([
      { title: 'Submarines', author: 'Jo Sumner' },
      { title: 'Other', source: '<p>A submarine in the text, and a sub.</p>' },
    ]);
    for (const typed of ['s', 'su', 'subm', 'submarine']) {
      expect(titles(typed)[0], typed).toBe('Submarines');
    }
    // One to three letters are found as beginnings in titles and names, and as words anywhere.
    expect(titles('su')).toEqual(['Submarines']);
    expect(titles('sub')).toEqual(['Submarines', 'Other']);
    expect(titles('subm')).toEqual(['Submarines', 'Other']);
    expect(titles('author:su')).toEqual(['Submarines']);
    expect(titles('author:sub')).toEqual([]);
    expect(titles('title:sub')).toEqual(['Submarines']);
    // A blank says that the word is whole.
    expect(titles('subm ')).toEqual([]);
    expect(titles('submarine ')).toEqual(['Other']);
  });
});

describe('scripts without blanks', () => {
  test('are found by any two of their characters, in titles and texts', async () => {
    const { titles, search } = await withArticles([
      { title: '人工智能的未来', source: '<p>没有</p>' },
      { title: 'B', source: '<p>关于人工智能和iPhone手机壳的文章</p>' },
      { title: 'C', source: '<p>東京タワーの写真</p>' },
      { title: 'D', source: '<p>고등학교에서 배웠다</p>' },
    ]);
    expect(titles('智能')).toEqual(['人工智能的未来', 'B']);
    expect(titles('人工智能')).toEqual(['人工智能的未来', 'B']);
    expect(titles('智能的')).toEqual(['人工智能的未来']);
    expect(titles('能智')).toEqual([]);
    expect(titles('iPhone手机')).toEqual(['B']);
    expect(titles('手机 文章')).toEqual(['B']);
    expect(titles('タワー')).toEqual(['C']);
    expect(titles('학교')).toEqual(['D']);
    // One character: in titles, and where a text ends with it.
    expect(titles('未')).toEqual(['人工智能的未来']);
    const [hit] = search('手机').rows;
    const [mark] = hit!.snippet.marks;
    expect(hit!.snippet.text.slice(mark!.start, mark!.end)).toBe('手机');
  });
});

describe('operators', () => {
  test('narrow a search down', async () => {
    const library = await withArticles([
      { title: 'one', author: 'Ada', categories: ['Rust'], source: '<p>x <img src="a.png"></p>' },
      {
        title: 'two',
        source: '<p>x one Ada Rust</p>',
        enclosures: [{ url: 'https://example.org/a.mp3', type: 'audio/mpeg', length: 1 }],
      },
    ]);
    const { titles, articles, feed, states, feeds, index } = library;
    const [one, two] = articles.list({
      ...{ scope: { kind: 'all' }, show: 'all', before: null, limit: 2 },
    }).rows;
    states.setRead([one!.id], true, 1);
    states.setBookmarked(two!.id, true, 1);
    expect(titles('title:one ')).toEqual(['one']);
    expect(titles('author:ada ')).toEqual(['one']);
    expect(titles('tag:rust ')).toEqual(['one']);
    expect(titles('has:image')).toEqual(['one']);
    expect(titles('has:audio')).toEqual(['two']);
    expect(titles('is:read')).toEqual(['one']);
    expect(titles('is:unread x ')).toEqual(['two']);
    expect(titles('is:bookmarked')).toEqual(['two']);
    expect(titles('-is:bookmarked')).toEqual(['one']);
    expect(titles('is:read OR is:bookmarked')).toEqual(['one', 'two']);
    expect(titles('is:bookmarked OR title:one ')).toEqual(['one', 'two']);
    expect(titles('after:2026-05-20')).toEqual(['one']);
    expect(titles('before:2026-05-20')).toEqual(['two']);
    expect(titles('after:2026-05')).toEqual(['one', 'two']);
    expect(titles('before:2026 OR title:two')).toEqual(['two']);

    const folder = feeds.ensureFolder(null, 'Öl und Gas');
    const inside = feeds.ensureFolder(folder, 'Inside');
    const other = addFeed(library, 'Other', { folderId: inside });
    save(library, other, article('three', { title: 'three', publishedAt: 1e12 }));
    await index();
    expect(titles('feed:feed')).toEqual(['one', 'two']);
    expect(titles('feed:oth')).toEqual(['three']);
    expect(titles('-feed:oth')).toEqual(['one', 'two']);
    expect(titles('folder:"ol und"')).toEqual(['three']);
    expect(titles('feed:nobody')).toEqual([]);
    expect(titles('title:three OR has:audio')).toEqual(['two', 'three']);
    expect(titles('x ', { kind: 'feed', feedId: feed })).toEqual(['one', 'two']);
    expect(titles('-x ', { kind: 'folder', folderId: folder })).toEqual(['three']);
    expect(titles('x ', { kind: 'bookmarks' })).toEqual(['two']);
    expect(titles('x ', { kind: 'today', since: Date.UTC(2026, 4, 20) })).toEqual(['one']);
  });
});

describe('what is found', () => {
  test('shows where, as text and ranges', async () => {
    const long = 'Lorem ipsum dolor sit amet. '.repeat(20);
    const { search } = await withArticles([
      {
        title: 'About <b> & Éclairs',
        source: `<p>${long}The &lt;script&gt; of ÉCLAIR, and eclairs.</p><p>${long}</p>`,
      },
      { title: 'Eclair', source: '<p>Nothing.</p>', excerpt: 'Nothing.' },
    ]);
    const { rows, explanation } = search('eclair');
    const [first, second] = rows;
    expect(first!.titleMarks.map(({ start, end }) => first!.title.slice(start, end))).toEqual([
      'Éclair',
    ]);
    const { text, marks } = first!.snippet;
    expect(text).toMatch(/^….*The <script> of ÉCLAIR, and eclairs\..*…$/);
    expect(text.length).toBeLessThan(220);
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['ÉCLAIR', 'eclair']);
    expect(second!.snippet).toEqual({ text: 'Nothing.', marks: [] });
    expect(explanation).toEqual([
      [
        {
          ...{ kind: 'text', text: 'eclair', isPhrase: false, isBeginning: true },
          ...{ field: 'any', isExcluded: false },
        },
      ],
    ]);
  });

  test('comes newest first and page by page, whatever the order in which it came', async () => {
    const library = searchedLibrary();
    const feed = addFeed(library, 'feed');
    const dates: number[] = [];
    // Eight visits, each with older and newer articles than those before, and some of the same time.
    for (let visit = 0; visit < 8; visit += 1) {
      const articles = Array.from({ length: 30 }, (_, index) => {
        const publishedAt = 1e12 + ((visit * 7919 + index * 104_729) % 977) * 1000;
        dates.push(publishedAt);
        const title = `${index % 2 === 0 ? 'even' : 'odd'} ${String(visit)}-${String(index)}`;
        return article(title, { title, publishedAt });
      });
      library.articles.save(feed, articles, 2e12);
      await library.index();
    }
    const expected: number[] = [];
    for (
      let before: Cursor | null = null, isFirst = true;
      isFirst || before !== null;
      isFirst = false
    ) {
      const listed = library.articles.list({
        scope: { kind: 'all' },
        show: 'all',
        before,
        limit: 200,
      });
      const even = listed.rows.filter(({ title }) => title.startsWith('even'));
      expected.push(...even.map(({ id }) => id));
      before = listed.next;
    }
    expect(expected).toHaveLength(120);
    const found: number[] = [];
    for (
      let before: Cursor | null = null, isFirst = true;
      isFirst || before !== null;
      isFirst = false
    ) {
      const { rows, next }: Output<'search.articles'> = library.search(
        'even ',
        { kind: 'all' },
        { before, limit: 17 },
      );
      found.push(...rows.map(({ id }) => id));
      before = next;
    }
    expect(found).toEqual(expected);
  });

  test('comes with the best first where that is asked for, and of equals the newest', async () => {
    const { search } = await withArticles([
      { title: 'A', source: `<p>${'x '.repeat(400)} coast</p>` },
      { title: 'B', source: '<p>On the coast</p>', excerpt: 'On the coast' },
      { title: 'C', source: '<p>x</p>', author: 'Ada Coast' },
      { title: 'D coast', source: '<p>x</p>' },
      { title: 'E coast', source: '<p>x</p>' },
    ]);
    const found = (order: 'newest' | 'best', limit = 100): string[] =>
      search('coast', { kind: 'all' }, { before: null, limit, order }).rows.map(
        ({ title }) => title,
      );
    expect(found('newest')).toEqual(['A', 'B', 'C', 'D coast', 'E coast']);
    expect(found('best')).toEqual(['D coast', 'E coast', 'C', 'B', 'A']);
    expect(found('best', 2)).toEqual(['D coast', 'E coast']);
  });

  test('is only what is unread where only that is asked for', async () => {
    const { search, states } = await withArticles([{ title: 'one word' }, { title: 'two word' }]);
    const [first] = search('word ').rows;
    states.setRead([first!.id], true, 1);
    const unread = search('word ', { kind: 'all' }, { before: null, limit: 5, show: 'unread' });
    expect(unread.rows.map(({ title }) => title)).toEqual(['two word']);
    // It was not typed, so it is not explained.
    expect(unread.explanation).toHaveLength(1);
  });

  test('leaves out removed feeds, but for bookmarks', async () => {
    const { titles, feeds, feed, states, search } = await withArticles([
      { title: 'kept word' },
      { title: 'lost word' },
    ]);
    states.setBookmarked(search('kept ').rows[0]!.id, true, 1);
    feeds.markRemoved(feed, 5);
    expect(titles('word ')).toEqual([]);
    expect(titles('word ', { kind: 'bookmarks' })).toEqual(['kept word']);
    feeds.restore(feed);
    expect(titles('word ')).toEqual(['kept word', 'lost word']);
  });
});

test('no text is an error, whatever it is', async () => {
  const { search } = await withArticles([{ title: 'word "quoted" 人工' }]);
  let state = 20_261_125;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
  const parts = [
    ...['"', "'", '(', ')', '*', '^', '+', '-', ':', ' ', '\t', '\u0000', '\ue000', '\ue000f1', '\\'],
    ...['OR', 'AND', 'NOT', 'NEAR(', 'word', 'wo', 'feed:', 'folder:', 'title:', 'author:', 'tag:'],
    ...['is:', 'unread', 'has:', 'image', 'before:', 'after:', '2026-02-30', '2026-02-03', '{', '}'],
    ...['人', '人工', 'é', 'e\u0301', '\ud83d', '\udc00', '👩‍👩‍👧', '\u202e', 'ß', 'İ', '%', '_', ';--', 'ก็'],
  ]; // prettier-ignore
  for (let round = 0; round < 10_000; round += 1) {
    const typed =
      round % 2 === 0
        ? Array.from({ length: 1 + random(8) }, () => parts[random(parts.length)]).join('')
        : String.fromCharCode(...Array.from({ length: 1 + random(12) }, () => random(0x10000)));
    expect(() => search(typed), JSON.stringify(typed)).not.toThrow();
  }
});
