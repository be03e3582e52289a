/** A feed that gives only the beginnings of its articles: the whole ones are there when the network is not. */
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { fixture } from '../../support/fixtures';
import { launchApp, userDataFolder, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

const FEED = 'Only the beginnings';
const TITLE = 'Facebook Is Tracking Me';
/** From the middle of the page's article, and from what stands around it. */
const INSIDE = 'not technophobic';
const OUTSIDE = 'Read the Terms of Use';

test.describe.configure({ mode: 'serial' });

test.describe('full texts', () => {
  const userDataDirectory = userDataFolder();
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;

  const start = async (): Promise<void> => {
    running = await launchApp({ userDataDirectory });
    reader = new ReaderWindow(running.page);
  };

  test.beforeAll(async () => {
    server = await FeedServer.start();
    const item = (path: string, title: string, hour: number) => ({
      ...{ guid: path, link: server.url(path), title, description: 'It began so …' },
      pubDate: new Date(Date.UTC(2026, 10, 20, hour)).toUTCString(),
    });
    const items = [item('/story', TITLE, 12), item('/gone', 'A page that is gone', 11)];
    server.serve('/feed.xml', rss(items, FEED));
    server.serve('/story', fixture('readability/aclu/source.html'), { contentType: 'text/html' });
    await start();
    await reader.subscribe(server.url('/feed.xml'), FEED);
    await reader.place(FEED).focus();
    await reader.press('Enter');
    await expect(reader.rows).toHaveCount(2);
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
    rmSync(userDataDirectory, { recursive: true, force: true });
  });

  test('are what the feed gives, until more is wanted', async () => {
    await reader.press('j');
    expect(await reader.openedTitle()).toContain(TITLE);
    await expect(reader.article.getByText('It began so …')).toBeVisible();
    await expect(reader.article.getByText('full text')).toHaveCount(0);
  });

  test('are wanted by keyboard alone, and come while the article is open', async () => {
    await reader.press('i');
    const dialog = reader.page.getByRole('dialog', { name: FEED });
    await expect(dialog.getByLabel('Ask for news')).toBeFocused();
    await reader.press('Tab');
    await expect(dialog.getByLabel('Keep the full text of its articles')).toBeFocused();
    await reader.press('Space');
    await running.screenshot('full-text-1-setting');
    await reader.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(reader.article.getByText(INSIDE).first()).toBeAttached({ timeout: 20_000 });
    await expect(reader.article.getByText(OUTSIDE)).toHaveCount(0);
    await expect(reader.article.getByText('full text', { exact: true })).toBeVisible();
    await running.screenshot('full-text-2-whole');
  });

  test('say why one could not be had', async () => {
    await reader.press('j');
    const note = reader.article.getByText('the full text could not be had');
    await expect(note).toContainText('answered 404.', { timeout: 20_000 });
    await expect(reader.article.getByText('It began so …')).toBeVisible();
    await running.screenshot('full-text-3-missing');
    await reader.press('i');
    const dialog = reader.page.getByRole('dialog', { name: FEED });
    await expect(dialog).toContainText('1 kept, 1 could not be had');
    await running.screenshot('full-text-4-ledger');
    await reader.press('Escape');
  });

  test('are there after a restart, their server gone', async () => {
    await running.close();
    await server.kill();
    await start();
    await reader.place(FEED).focus();
    await reader.press('Enter');
    await reader.press('j');
    await expect(reader.article.getByText(INSIDE).first()).toBeAttached();
  });
});
