/**
 * The promise: what was refreshed once is there without a network, and what a reader did with it is
 * kept. Real feeds on a real server, which is then killed; the app is started twice more.
 */
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FeedServer } from '../../support/feedServer';
import { fixture, REAL_FEEDS } from '../../support/fixtures';
import {
  launchApp,
  libraryFolder,
  userDataFolder,
  type LaunchedApp,
} from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { ReaderWindow } from '../../support/readerWindow';

const FEEDS = [
  { path: '/daringfireball.rss', file: REAL_FEEDS.daringFireball, title: 'Daring Fireball' },
  { path: '/verge.xml', file: REAL_FEEDS.verge, title: 'The Verge - All Posts' },
  { path: '/guardian.rss', file: REAL_FEEDS.guardian, title: 'The Guardian' },
] as const;

/**
 * A publisher's document in which every address points to `elsewhere`, so that any picture, page or
 * tracker the app asked for would be seen there.
 */
function withAddressesAt(document: string, elsewhere: string): string {
  return document.replace(/https?:\/\/[^/\s"'<>&;]+/g, (address) =>
    /w3\.org|purl\.org|rssboard|yahoo\.com\/mrss|itunes\.com/.test(address) ? address : elsewhere,
  );
}

test.describe.configure({ mode: 'serial' });

test.describe('reading with the server gone', () => {
  let server: FeedServer;
  let elsewhere: FeedServer;
  const userDataDirectory = userDataFolder();
  let running: LaunchedApp;
  let reader: ReaderWindow;
  let unreadBefore: number;
  const read: string[] = [];

  const start = async (): Promise<void> => {
    running = await launchApp({ userDataDirectory });
    reader = new ReaderWindow(running.page);
  };

  test.beforeAll(async () => {
    server = await FeedServer.start();
    elsewhere = await FeedServer.start();
    for (const { path, file } of FEEDS) {
      const document = withAddressesAt(fixture(file).toString('utf8'), elsewhere.url(''));
      server.serve(path, document, { etag: `"${path}"` });
    }
    await start();
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
    await elsewhere.kill();
    rmSync(userDataDirectory, { recursive: true, force: true });
  });

  test('three real feeds are subscribed to and refreshed', async () => {
    for (const { path, title } of FEEDS) await reader.subscribe(server.url(path), title);
    await expect(reader.rows.first()).toBeVisible();
    // Subscribing took one request each: the bytes that proved the feed were its first refresh.
    for (const { path } of FEEDS) expect(server.countOf(path)).toBe(1);
    letTimePass(libraryFolder(running), 60);
    await reader.press('R');
    for (const { path } of FEEDS) await expect.poll(() => server.countOf(path)).toBe(2);
    expect(server.requests.at(-1)?.headers['if-none-match']).toMatch(/^"\/.+"$/);
    await expect.poll(() => reader.unreadOf('Unread')).toBeGreaterThan(100);
    await running.screenshot('offline-1-subscribed');
  });

  test('the server is killed, the app restarted, and three articles are read', async () => {
    unreadBefore = await reader.unreadOf('Unread');
    const { port } = server;
    await server.kill();
    // Whoever asks at that address from now on is heard, and gets nothing.
    server = await FeedServer.start(port);
    for (const { path } of FEEDS) server.on(path, (_request, response) => response.destroy());
    elsewhere.requests.length = 0;
    await running.close();
    await start();

    await reader.expectUnread('Unread', unreadBefore);
    for (let count = 1; count <= 3; count += 1) {
      await reader.press('j');
      await expect(reader.selectedRow).toHaveAttribute('aria-posinset', String(count));
      await expect.poll(() => reader.openTitle()).not.toBe(read.at(-1) ?? '');
      const title = await reader.openTitle();
      await expect(reader.selectedRow).toContainText(title.slice(0, 40));
      const text = await reader.article.locator('.article-body').innerText();
      expect(text.length).toBeGreaterThan(100);
      read.push(title);
      await running.screenshot(`offline-2-read-${String(count)}`);
    }
    await reader.expectUnread('Unread', unreadBefore - 3);
  });

  test('one is bookmarked and one marked unread again', async () => {
    await reader.press('s', 'k', 'm');
    await reader.expectUnread('Unread', unreadBefore - 2);
    await running.screenshot('offline-3-marked');
  });

  test('a refresh fails in plain words and takes nothing away', async () => {
    letTimePass(libraryFolder(running), 60);
    await reader.press('R');
    for (const { path } of FEEDS) await expect.poll(() => server.countOf(path)).toBeGreaterThan(0);
    await expect(reader.page.getByText('You seem to be offline')).toBeVisible();
    await reader.expectUnread('Unread', unreadBefore - 2);
    await running.screenshot('offline-4-refresh-failed');
  });

  test('after another restart everything is there', async () => {
    await running.close();
    await start();
    await reader.expectUnread('Unread', unreadBefore - 2);
    for (const { title } of FEEDS) await expect(reader.place(title)).toBeVisible();

    await reader.place('Bookmarks').click();
    await expect(reader.rows).toHaveCount(1);
    await expect(reader.rows.first()).toContainText((read[2] ?? '').slice(0, 40));
    await reader.press('j');
    await expect.poll(() => reader.openTitle()).toBe(read[2]);
    await running.screenshot('offline-5-bookmark-kept');
  });

  test('nothing but the feeds themselves was asked for', () => {
    const asked = new Set(server.requests.map(({ path }) => path));
    expect([...asked].sort()).toEqual(FEEDS.map(({ path }) => path).sort());
    expect(elsewhere.requests).toEqual([]);
  });
});
