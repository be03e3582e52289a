/**
 * Ten hostile texts in eight places where only text belongs, from a server and an OPML file through
 * the whole app onto the screen: nothing runs, every text reads as its author meant it, and no row is
 * higher than another.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import type { Output } from '../../../src/shared/contract/index';
import { valueOf } from '../../support/bridgeCalls';
import { FeedServer } from '../../support/feedServer';
import { HOSTILE_STRINGS, type HostileString } from '../../support/hostileStrings';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { launchUnguarded } from '../../support/launchUnguarded';
import { CANARY, heardFromPages, listenToPages } from '../../support/pageEvents';
import { ReaderWindow } from '../../support/readerWindow';

const FIELDS = [
  'feed title',
  'folder name',
  'item title',
  'author',
  'category',
  'summary',
  'notification',
  'window title',
] as const;
type Field = (typeof FIELDS)[number];

/** Articles of every feed, as they stand in its list. */
const ARTICLES = ['ordinary', 'bare', 'item title', 'author', 'category', 'summary'] as const;

const idOf = (field: Field, row: number): string =>
  `A6.${String(FIELDS.indexOf(field) * HOSTILE_STRINGS.length + row + 1).padStart(2, '0')}`;
const pathOf = (row: number): string => `/feed-${String(row)}.xml`;
/** Stands before the hostile one, for comparison. */
const ORDINARY_CATEGORY = 'Politics';

function feedWith({ inElement }: HostileString, row: number): string {
  const field = (name: Field): string => inElement(idOf(name, row));
  const contents: Record<(typeof ARTICLES)[number], string> = {
    ordinary: '<title>Ordinary</title><description>Plain words.</description>',
    bare: '<title>Without a summary</title>',
    'item title': `<title>${field('item title')}</title><description>Plain words.</description>`,
    author: `<title>With an author</title><description>Plain words.</description><dc:creator>${field('author')}</dc:creator>`,
    category: `<title>With a category</title><description>Plain words.</description><category>${ORDINARY_CATEGORY}</category><category>${field('category')}</category>`,
    summary: `<title>With a summary</title><description>${field('summary')}</description>`,
  };
  const items = ARTICLES.map((name, index) => {
    const date = new Date(Date.UTC(2026, 10, 20, 12, 60 - index)).toUTCString();
    return `<item><guid>${name}</guid>${contents[name]}<pubDate>${date}</pubDate></item>`;
  });
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${field('feed title')}</title>${items.join('')}</channel></rss>`;
}

let server: FeedServer;
let running: LaunchedApp;
let reader: ReaderWindow;
/** Rows of the tree, by the place of their string. */
let feedRows: Locator[];
let folderRows: Locator[];

test.beforeAll(async () => {
  server = await FeedServer.start();
  HOSTILE_STRINGS.forEach((string, row) => server.serve(pathOf(row), feedWith(string, row)));
  running = await launchApp();
  reader = new ReaderWindow(running.page);
  await listenToPages(running.electron);

  const file = join(running.userDataDirectory, 'hostile.opml');
  const folders = HOSTILE_STRINGS.map(
    ({ inAttribute }, row) =>
      `<outline text="${inAttribute(idOf('folder name', row))}"><outline xmlUrl="${server.url(pathOf(row))}"/></outline>`,
  );
  writeFileSync(file, `<opml version="2.0"><body>${folders.join('')}</body></opml>`);
  await running.electron.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
  await running.page.getByRole('button', { name: 'Import OPML' }).click();
  await reader.page.getByRole('button', { name: 'Ask them' }).click();
  // One host is asked once a second.
  await expect
    .poll(() => reader.unreadOf('Unread'), { timeout: 40_000 })
    .toBe(HOSTILE_STRINGS.length * ARTICLES.length);

  const { feeds } = await valueOf<Output<'feeds.list'>>(running.page, 'feeds.list', {});
  const known = HOSTILE_STRINGS.map((_string, row) =>
    feeds.find(({ url }) => url === server.url(pathOf(row))),
  );
  const rowOf = (kind: string, id: number | null | undefined): Locator =>
    reader.tree.locator(`[data-row="${kind}-${String(id)}"]`);
  feedRows = known.map((feed) => rowOf('feed', feed?.id));
  folderRows = known.map((feed) => rowOf('folder', feed?.folderId));
});

test.afterAll(async () => {
  await running.close();
  await server.kill();
});

test.afterEach(async () => {
  expect((await heardFromPages(running.electron)).canaries, 'what ran').toEqual([]);
});

async function heightOf(element: Locator): Promise<number> {
  return (await element.boundingBox())?.height ?? 0;
}

/** The text is there, to be seen, and is nothing but text. */
async function expectText(element: Locator, text: string): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  await expect(element).toHaveCount(1);
  // Compared as it is: the usual matchers take white space together and would let characters pass.
  await expect
    .poll(() => element.evaluate((found) => found.lastChild?.textContent ?? ''))
    .toBe(text);
  expect(await element.locator(':not(.visually-hidden)').count(), 'elements inside').toBe(0);
}

async function openFeed(row: number): Promise<void> {
  if ((await feedRows[row]!.getAttribute('aria-selected')) === 'true') return;
  await feedRows[row]!.click();
  await expect(feedRows[row]!).toHaveAttribute('aria-selected', 'true');
  await expect(reader.rows).toHaveCount(ARTICLES.length);
}

const rowOf = (name: (typeof ARTICLES)[number]): Locator => reader.rows.nth(ARTICLES.indexOf(name));

async function expectSameHeight(
  name: (typeof ARTICLES)[number],
  as: 'ordinary' | 'bare',
): Promise<void> {
  expect(await heightOf(rowOf(name))).toBe(await heightOf(rowOf(as)));
  const list = await reader.list.evaluate(
    ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
  );
  expect(list, 'pixels beyond the list').toBe(0);
}

/** Opens an article and checks that no text pushes it wider than its frame. */
async function openArticle(name: (typeof ARTICLES)[number]): Promise<void> {
  const row = rowOf(name);
  await row.click();
  await expect(row).toHaveAttribute('aria-selected', 'true');
  const title = await row
    .locator('.article-row-title')
    .evaluate((found) => found.lastChild?.textContent);
  await expect
    .poll(() => reader.article.locator('h1').evaluate((found) => found.textContent))
    .toBe(title);
  const beyond = await reader.article
    .locator('html')
    .evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(beyond, 'pixels beyond the frame').toBeLessThanOrEqual(0);
}

const CHECKS: Record<Field, (string: HostileString, row: number) => Promise<void>> = {
  'feed title': async ({ asLine }, row) => {
    const title = asLine(idOf('feed title', row));
    await openFeed(row);
    await expectText(feedRows[row]!.locator('bdi'), title);
    expect(await heightOf(feedRows[row]!)).toBe(await heightOf(reader.place('Today')));
    await expectText(running.page.locator('.list-title'), title);
    await expectText(rowOf('ordinary').locator('.article-row-feed'), title);
    await expectSameHeight('category', 'ordinary');
    await openArticle('ordinary');
    await expectText(reader.article.locator('.article-feed bdi'), title);
  },
  'folder name': async ({ asLine, asFolder }, row) => {
    const name = asFolder ?? asLine(idOf('folder name', row));
    await folderRows[row]!.click();
    await expectText(folderRows[row]!.locator('bdi'), name);
    expect(await heightOf(folderRows[row]!)).toBe(await heightOf(reader.place('Today')));
    await expectText(running.page.locator('.list-title'), name);
  },
  'item title': async ({ asLine }, row) => {
    const title = asLine(idOf('item title', row));
    await openFeed(row);
    await expectText(rowOf('item title').locator('.article-row-title'), title);
    await expectSameHeight('item title', 'ordinary');
    await openArticle('item title');
    await expectText(reader.article.locator('h1'), title);
  },
  author: async ({ asName }, row) => {
    await openFeed(row);
    await expectSameHeight('author', 'ordinary');
    await openArticle('author');
    const author = reader.article.locator('.article-byline bdi').first();
    await expectText(author, asName(idOf('author', row)));
  },
  category: async ({ asName }, row) => {
    await openFeed(row);
    await expectSameHeight('category', 'ordinary');
    await openArticle('category');
    const categories = reader.article.locator('.article-categories > li');
    await expectText(categories.nth(0).locator('bdi'), ORDINARY_CATEGORY);
    await expectText(categories.nth(1).locator('bdi'), asName(idOf('category', row)));
    expect(await heightOf(categories.nth(1))).toBe(await heightOf(categories.nth(0)));
  },
  summary: async ({ asSummary }, row) => {
    const summary = asSummary(idOf('summary', row));
    await openFeed(row);
    const text = rowOf('summary').locator('.article-row-excerpt p');
    if (summary === '') await expect(text).toHaveText('');
    else await expectText(text, summary);
    await expectSameHeight('summary', summary === '' ? 'bare' : 'ordinary');
  },
  // The app's notifications are its toasts; the one that names a feed says that it was removed.
  notification: async ({ asLine }, row) => {
    const title = asLine(idOf('feed title', row));
    await openFeed(row);
    await reader.press('Shift+Delete');
    const toast = running.page.locator('.toast', { hasText: 'was removed.' });
    const text = toast.locator('.toast-text');
    // U+2068 and U+2069 keep a change of direction inside the name.
    const name = title.startsWith('\u202e') ? `\u2068${title}\u2069` : title;
    await expectText(text, `“${name}” was removed.`);
    expect(await heightOf(toast)).toBeLessThan(100);
    if (title.length < 100) expect(await orderOfWords(text)).toEqual(['was', 'removed']);
    await reader.press('z');
    await expect(feedRows[row]!).toBeVisible();
    const dismiss = reader.toast.getByRole('button', { name: 'Dismiss' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
  },
  'window title': async ({ asLine }, row) => {
    const title = asLine(idOf('feed title', row));
    const shortened = title.length > 100 ? `${title.slice(0, 100)}…` : title;
    const name = title.startsWith('\u202e') ? `\u2068${title}\u2069` : shortened;
    await openFeed(row);
    const windowTitle = (): Promise<string | undefined> =>
      running.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.getTitle(),
      );
    await expect.poll(windowTitle).toBe(`${name} – Broadsheet`);
  },
};

/** Two words of a sentence in the order in which they are read on the screen. */
function orderOfWords(sentence: Locator): Promise<string[]> {
  return sentence.evaluate((element) => {
    const node = element.firstChild!;
    const placeOf = (word: string): DOMRect => {
      const range = document.createRange();
      const start = node.textContent?.lastIndexOf(word) ?? 0;
      range.setStart(node, start);
      range.setEnd(node, start + word.length);
      return range.getBoundingClientRect();
    };
    return ['removed', 'was'].sort((one, other) => {
      const [first, second] = [placeOf(one), placeOf(other)];
      return first.top - second.top || first.left - second.left;
    });
  });
}

HOSTILE_STRINGS.forEach((string, row) => {
  test.describe(string.name, () => {
    for (const field of FIELDS) {
      test(`[${idOf(field, row)}] ${field}`, () => CHECKS[field](string, row));
    }
  });
});

test('where the same text is markup it does run, and is heard', async () => {
  const address = server.url('/obeyed');
  const [first, second] = HOSTILE_STRINGS.map(({ asLine }) => asLine('control'));
  server.serve('/obeyed', `<!doctype html><p>${first!}${second!}`, { contentType: 'text/html' });
  const unguarded = await launchUnguarded(server.url('/'));
  await listenToPages(unguarded.electron);
  await unguarded.page.goto(address);
  await expect
    .poll(async () => (await heardFromPages(unguarded.electron)).canaries)
    .toEqual([`${CANARY}control`, `${CANARY}control`]);
  await unguarded.close();
});
