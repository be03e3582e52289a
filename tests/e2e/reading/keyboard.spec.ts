/** A morning of reading without a mouse, over the bundled collection and a feed on loopback. */
import { expect, test } from '@playwright/test';
import type { Output } from '../../../src/shared/contract/index';
import { valueOf } from '../../support/bridgeCalls';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, libraryFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { ReaderWindow } from '../../support/readerWindow';

test.describe.configure({ mode: 'serial' });

test.describe('reading by keyboard', () => {
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;
  let opened: string[];

  test.beforeAll(async () => {
    server = await FeedServer.start();
    server.serve('/feed.xml', rss(items(40), 'Morning Paper', 'https://example.org/'));
    running = await launchApp();
    reader = new ReaderWindow(running.page);
    await running.electron.evaluate(({ shell }) => {
      const calls: string[] = [];
      Object.assign(globalThis, { openedOutside: calls });
      shell.openExternal = (url: string) => {
        calls.push(url);
        return Promise.resolve();
      };
    });
    opened = [];
    await reader.subscribe(server.url('/feed.xml'), 'Morning Paper');
    await reader.expectUnread('Morning Paper', 40);
    await reader.place('Morning Paper').click();
    await expect(reader.rows.first()).toBeVisible();
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
  });

  const position = async (): Promise<number> =>
    Number(await reader.selectedRow.getAttribute('aria-posinset'));
  const expectPosition = (wanted: number): Promise<void> =>
    expect.poll(position, 'place in the list').toBe(wanted);

  test('j and k go through the list, and an opened article is read', async () => {
    await reader.press('j');
    await expectPosition(1);
    await reader.press('j', 'j');
    await expectPosition(3);
    await reader.press('k');
    await expectPosition(2);
    await expect.poll(() => reader.openTitle()).toBe('Item 1');
    await reader.expectUnread('Morning Paper', 37);
    await running.screenshot('keyboard-1-j-and-k');
  });

  test('m marks unread and read, s bookmarks', async () => {
    await reader.press('m');
    await reader.expectUnread('Morning Paper', 38);
    await reader.press('m');
    await reader.expectUnread('Morning Paper', 37);
    await reader.press('s');
    await expect(
      reader.page.getByRole('button', { name: /bookmark/i, pressed: true }),
    ).toBeVisible();
  });

  test('n and p go to unread articles only', async () => {
    await reader.press('n');
    await expectPosition(4);
    await reader.press('n');
    await expectPosition(5);
    // The fourth is unread again; j reads the next two, and p finds the fourth behind them.
    await reader.press('k', 'm', 'j', 'j', 'p');
    await expectPosition(4);
  });

  test('keys work with the focus inside the article, and Space pages', async () => {
    await reader.press('o');
    await reader.article.locator('.article-body').click();
    const before = await position();
    await reader.press('j');
    await expectPosition(before + 1);
    // A short article is at its end already, so Space goes on to the next unread one.
    const here = await position();
    await reader.press('Space');
    await expect.poll(position).toBeGreaterThan(here);
  });

  test('v opens the original outside, once', async () => {
    const title = await reader.openedTitle();
    await reader.press('v');
    const calls = (): Promise<string[]> =>
      running.electron.evaluate(
        () => (globalThis as { openedOutside?: string[] }).openedOutside ?? [],
      );
    await expect.poll(calls).toHaveLength(1);
    opened = await calls();
    expect(opened).toEqual([`https://example.org/${title.replace('Item ', '')}`]);
  });

  test('u shows unread only, and what is read there stays until the view is left', async () => {
    await reader.press('u');
    // The radio button turns at once; the list follows with the engine's answer.
    await expect(reader.rows.first()).not.toHaveAttribute('aria-setsize', '40');
    const unread = Number(await reader.rows.first().getAttribute('aria-setsize'));
    const first = /Item \d+/.exec(await reader.rows.first().innerText())?.[0] ?? 'no title';
    await reader.press('j', 'j');
    await expectPosition(2);
    await expect(reader.rows.first()).toContainText(first);
    await reader.expectUnread('Morning Paper', unread - 2);
    await reader.place('Unread').click();
    await reader.place('Morning Paper').click();
    await expect(reader.rows.first()).toHaveAttribute('aria-setsize', String(unread - 2));
    await reader.press('u');
    await running.screenshot('keyboard-2-all-again');
  });

  test('r asks the server again and lets new articles in without a jump', async () => {
    await reader.press('j', 'j', 'j');
    await expectPosition(3);
    const title = await reader.openedTitle();
    const requests = server.countOf('/feed.xml');
    const newest = items(43, Date.UTC(2026, 10, 20) + 3 * 3_600_000).map((item, index) =>
      index < 3
        ? { ...item, guid: `new-${String(index)}`, title: `News ${String(index)}` }
        : { ...items(40)[index - 3] },
    );
    server.serve('/feed.xml', rss(newest, 'Morning Paper', 'https://example.org/'));
    letTimePass(libraryFolder(running), 60);
    await reader.press('r');
    await expect.poll(() => server.countOf('/feed.xml')).toBe(requests + 1);
    const pill = reader.page.getByRole('button', { name: '3 new articles' });
    await expect(pill).toBeVisible();
    expect(await reader.openTitle()).toBe(title);
    await running.screenshot('keyboard-3-new-articles');
    await pill.click();
    await expect(reader.rows.first()).toContainText('News 0');
  });

  test('a feed is removed and z brings it back with its marks', async () => {
    const unread = await reader.unreadOf('Morning Paper');
    await reader.press('Shift+Delete');
    await expect(reader.place('Morning Paper')).toHaveCount(0);
    await expect(reader.toast).toContainText('Morning Paper');
    await running.screenshot('keyboard-4-removed');
    await reader.press('z');
    await expect(reader.place('Morning Paper')).toBeVisible();
    await reader.expectUnread('Morning Paper', unread);
  });

  test('? lists every key, and Escape closes it', async () => {
    await reader.press('?');
    await expect(reader.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
    await running.screenshot('keyboard-5-help');
    await reader.press('Escape');
    await expect(reader.page.getByRole('dialog')).toHaveCount(0);
  });

  test('n at the end of a list of several pages says so, and the window goes on', async () => {
    server.serve('/long.xml', rss(items(150), 'Long Read'));
    await reader.subscribe(server.url('/long.xml'), 'Long Read');
    await reader.expectUnread('Long Read', 150);
    await reader.place('Bookmarks').click();
    const { rows } = await valueOf<Output<'articles.list'>>(reader.page, 'articles.list', {
      scope: { kind: 'all' },
      show: 'unread',
      before: null,
      limit: 200,
    });
    const ids = rows.map(({ id }) => id);
    await valueOf(reader.page, 'articles.setRead', { ids, read: true });
    await reader.expectUnread('Unread', 0);

    await reader.place('Long Read').click();
    await reader.press('n');
    await expect(reader.toast).toContainText('Nothing unread below.');
    await reader.press('j');
    await expectPosition(1);
  });
});
