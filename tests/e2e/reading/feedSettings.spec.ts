/** The settings of a feed, changed by keyboard alone, and what they do to the next request. */
import type { IncomingHttpHeaders } from 'node:http';
import { expect, test } from '@playwright/test';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, libraryFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { ReaderWindow } from '../../support/readerWindow';

const FEED = 'Morning Paper';

test.describe.configure({ mode: 'serial' });

test.describe('settings of a feed', () => {
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;

  test.beforeAll(async () => {
    server = await FeedServer.start();
    server.serve('/feed.xml', rss(items(3), FEED), { etag: '"one"' });
    running = await launchApp();
    reader = new ReaderWindow(running.page);
    await reader.subscribe(server.url('/feed.xml'), FEED);
    await reader.place(FEED).focus();
    await reader.press('Enter');
    await expect(reader.rows.first()).toBeVisible();
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
  });

  const dialog = (): ReturnType<ReaderWindow['page']['getByRole']> =>
    reader.page.getByRole('dialog', { name: FEED });

  const lastHeaders = (path: string): IncomingHttpHeaders =>
    server.requests.findLast((request) => request.path === path)?.headers ?? {};

  /** Presses Tab until what has that name has the focus. */
  async function tabTo(name: string): Promise<void> {
    const isThere = (): Promise<boolean> =>
      reader.page.evaluate((wanted) => {
        const { activeElement: element } = document;
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        const names = [...labels, element].map((part) => part?.textContent ?? '');
        return names.includes(wanted);
      }, name);
    for (let presses = 0; presses < 40; presses += 1) {
      if (await isThere()) return;
      await reader.press('Tab');
    }
    throw new Error(`Tab never came to “${name}”.`);
  }

  test('an interval, a pause, a User-Agent and a header are set without a mouse', async () => {
    await reader.press('i');
    await expect(dialog().getByLabel('Ask for news')).toBeFocused();
    await running.screenshot('settings-1-open');
    await reader.press('ArrowDown', 'ArrowDown');
    await expect(dialog().getByLabel('Ask for news')).toHaveValue('60');
    await tabTo('Pause this feed');
    await reader.press('Space');
    await tabTo('User-Agent and extra header');
    await reader.press('Enter');
    await tabTo('User-Agent');
    await reader.page.keyboard.type('Morning/1.0');
    await tabTo('Extra header name');
    await reader.page.keyboard.type('X-Token');
    await tabTo('Extra header value');
    await reader.page.keyboard.type('a b c');
    await running.screenshot('settings-2-changed');
    // Enter in a field saves.
    await reader.press('Enter');
    await expect(dialog()).toHaveCount(0);
    await expect(reader.place(FEED)).toHaveAttribute('title', /It is paused/);
    await running.screenshot('settings-3-paused');
  });

  test('a paused feed is not asked, not even with all others', async () => {
    const before = server.countOf('/feed.xml');
    letTimePass(libraryFolder(running), 120);
    await reader.press('R');
    await expect(reader.page.locator('.refresh-foot').getByRole('status')).not.toBeEmpty();
    expect(server.countOf('/feed.xml')).toBe(before);
  });

  test('once it goes on it is asked, with what was set', async () => {
    const before = server.countOf('/feed.xml');
    await reader.page.getByRole('button', { name: 'Resume' }).focus();
    await reader.press('Enter');
    await expect(reader.place(FEED)).not.toHaveAttribute('title', /It is paused/);
    await expect.poll(() => server.countOf('/feed.xml')).toBe(before + 1);
    const headers = lastHeaders('/feed.xml');
    expect(headers['user-agent']).toBe('Morning/1.0');
    expect(headers['x-token']).toBe('a b c');
    expect(headers['if-none-match']).toBe('"one"');
  });

  test('what it cost and brought is told in plain words', async () => {
    await reader.press('i');
    const ledger = dialog().getByRole('region', { name: 'What was asked and answered' });
    await expect(ledger).toContainText('Last askedJust now; it had nothing new (304)');
    await expect(ledger).toContainText('Requests2, of which 50 % cost next to nothing');
    await running.screenshot('settings-4-ledger');
  });

  test('a setting is taken back, and the address is corrected', async () => {
    server.serve('/moved.xml', rss(items(4), FEED));
    await tabTo('User-Agent');
    await reader.press('Control+a', 'Delete');
    await dialog().getByLabel('Address').focus();
    await reader.press('Control+a');
    await reader.page.keyboard.type(server.url('/moved.xml'));
    letTimePass(libraryFolder(running), 120);
    await reader.press('Enter');
    await expect(dialog()).toHaveCount(0);
    await expect.poll(() => server.countOf('/moved.xml')).toBe(1);
    const headers = lastHeaders('/moved.xml');
    expect(headers['user-agent']).toMatch(/^Broadsheet\//);
    expect(headers['if-none-match']).toBeUndefined();
    await reader.expectUnread(FEED, 4);
  });
});
