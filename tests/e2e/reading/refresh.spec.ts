/** Refreshing many feeds: how far it is, and a way out. */
import { expect, test, type Locator } from '@playwright/test';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, libraryFolder, type LaunchedApp } from '../../support/launchApp';
import { letTimePass } from '../../support/letTimePass';
import { ReaderWindow } from '../../support/readerWindow';

const FEEDS = ['One', 'Two', 'Three'] as const;

test.describe.configure({ mode: 'serial' });

test.describe('refreshing', () => {
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;
  /** Answers that the server still holds back, by path. */
  const held = new Map<string, () => void>();

  test.beforeAll(async () => {
    server = await FeedServer.start();
    running = await launchApp();
    reader = new ReaderWindow(running.page);
    for (const name of FEEDS) {
      server.serve(`/${name}`, rss(items(2), name));
      await reader.subscribe(server.url(`/${name}`), name);
    }
    for (const name of FEEDS) {
      server.on(`/${name}`, (_request, response) => {
        held.set(name, () => {
          response.setHeader('content-type', 'application/rss+xml').end(rss(items(3), name));
        });
      });
    }
  });

  test.afterAll(async () => {
    for (const answer of held.values()) answer();
    await running.close();
    await server.kill();
  });

  const progress = (): Locator =>
    reader.page.getByRole('progressbar', { name: 'Refreshing feeds' });
  const foot = (): Locator => reader.page.locator('.refresh-foot');

  /** Answers the request that waits; one host is asked one thing at a time. */
  async function answerNext(): Promise<string> {
    await expect.poll(() => held.size, 'requests that wait').toBe(1);
    const [name, answer] = [...held][0]!;
    held.delete(name);
    answer();
    return name;
  }

  test('servers that were asked a moment ago are left alone, and that is said', async () => {
    const asked = (): number[] => FEEDS.map((name) => server.countOf(`/${name}`));
    const before = asked();
    await reader.press('R');
    await expect(foot()).toContainText(
      /^All feeds were asked a short while ago; next (at |tomorrow, )\d\d:\d\d\./,
    );
    await expect(progress()).toHaveCount(0);
    expect(asked()).toEqual(before);
    await running.screenshot('refresh-0-held');
  });

  test('progress is shown feed by feed, and counts follow', async () => {
    letTimePass(libraryFolder(running), 60);
    await reader.press('R');
    await expect(progress()).toBeVisible();
    await expect(foot()).toContainText('0/3');
    const answered = [await answerNext()];
    await expect(foot()).toContainText('1/3');
    await running.screenshot('refresh-1-one-of-three');
    answered.push(await answerNext(), await answerNext());
    expect(answered.toSorted()).toEqual(FEEDS.toSorted());
    await expect(progress()).toHaveCount(0);
    await expect(foot()).toContainText('Checked just now');
    await reader.expectUnread('Unread', 9);
  });

  test('cancelling ends it at once, keeps what has come and marks no feed as failing', async () => {
    letTimePass(libraryFolder(running), 60);
    await reader.press('R');
    await expect(progress()).toBeVisible();
    await expect.poll(() => held.size).toBe(1);
    await reader.page.getByRole('button', { name: 'Cancel refreshing' }).click();
    await expect(progress()).toHaveCount(0);
    await reader.expectUnread('Unread', 9);
    await expect(foot()).not.toContainText('trouble');
    held.clear();
  });

  test('r asks only the feed that is open', async () => {
    await reader.place('Two').click();
    letTimePass(libraryFolder(running), 60);
    const before = FEEDS.map((name) => server.countOf(`/${name}`));
    await reader.press('r');
    expect(await answerNext()).toBe('Two');
    await expect(progress()).toHaveCount(0);
    const asked = FEEDS.map((name, index) => server.countOf(`/${name}`) - (before[index] ?? 0));
    expect(asked).toEqual([0, 1, 0]);
  });
});
