/** The three ways in: the bundled collection, an address, an OPML file. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, userDataFolder, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

test.describe('first run', () => {
  let server: FeedServer;
  let userDataDirectory: string;
  let running: LaunchedApp;
  let reader: ReaderWindow;

  test.beforeEach(async () => {
    server = await FeedServer.start();
    userDataDirectory = userDataFolder();
    running = await launchApp({ userDataDirectory });
    reader = new ReaderWindow(running.page);
  });

  test.afterEach(async () => {
    await running.close();
    await server.kill();
    rmSync(userDataDirectory, { recursive: true, force: true });
  });

  test('the sample collection is readable at once, with pictures, and survives a restart', async () => {
    await running.screenshot('first-run-1-welcome');
    await reader.page.getByRole('button', { name: 'Start with the sample' }).click();
    await expect(reader.place('The Broadsheet Guide')).toBeVisible();
    await reader.place('The Slow Line').click();
    await reader.toast.getByRole('button', { name: 'Dismiss' }).click();
    await reader.press('j');
    const picture = reader.article.locator('img').first();
    await expect(picture).toBeVisible();
    await expect(picture).toHaveAttribute('src', /^app-img:\/\/[0-9a-f]{64}/);
    const drawn = await picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(drawn).toBe(960);
    await running.screenshot('first-run-2-sample');

    await running.close();
    running = await launchApp({ userDataDirectory });
    reader = new ReaderWindow(running.page);
    await expect(reader.place('The Slow Line')).toBeVisible();
    await expect.poll(() => reader.unreadOf('Unread')).toBe(30);
  });

  test('a site address leads to its feed', async () => {
    server.serve('/blog.xml', rss(items(3), 'Blog'));
    server.serve(
      '/',
      '<!doctype html><html><head><link rel="alternate" type="application/rss+xml" href="/blog.xml" title="Blog"></head></html>',
      { contentType: 'text/html' },
    );
    await reader.subscribe(server.url('/'), 'Blog');
    await reader.expectUnread('Blog', 3);
    expect(server.requests.map(({ path }) => path)).toEqual(['/', '/blog.xml']);
  });

  test('a site that names no feed is asked at the usual places', async () => {
    server.serve('/', '<!doctype html><html><body>Hello</body></html>', {
      contentType: 'text/html',
    });
    server.serve('/feed.xml', rss(items(2), 'Hidden feed'));
    await reader.subscribe(server.url('/'), 'Hidden feed');
  });

  test('a site with several feeds offers a choice', async () => {
    const link = (name: string): string =>
      `<link rel="alternate" type="application/rss+xml" href="/${name}.xml" title="${name}">`;
    server.serve('/', `<!doctype html><html><head>${link('News')}${link('Sport')}</head></html>`, {
      contentType: 'text/html',
    });
    server.serve('/News.xml', rss(items(1), 'News')).serve('/Sport.xml', rss(items(2), 'Sport'));
    await reader.addFeed(server.url('/'));
    await reader.allowPrivate();
    await expect(reader.page.getByText('This site has 2 feeds')).toBeVisible();
    await running.screenshot('first-run-3-choice');
    await reader.press('ArrowDown', 'Enter');
    await expect(reader.place('Sport')).toBeVisible();
    expect(server.countOf('/News.xml')).toBe(0);
  });

  test('an address that is no feed gets one plain sentence, and what was typed stays', async () => {
    await reader.addFeed(server.url('/nothing-here'));
    await reader.allowPrivate();
    await expect(reader.page.getByRole('alert')).toContainText(/404/);
    await expect(reader.page.getByLabel('Address of a feed, or of a site')).toHaveValue(
      server.url('/nothing-here'),
    );
    await running.screenshot('first-run-4-not-found');
  });

  test('the same feed twice is said, not added', async () => {
    server.serve('/feed.xml', rss(items(1), 'Once'));
    await reader.subscribe(server.url('/feed.xml'), 'Once');
    const before = server.requests.length;
    await reader.addFeed(server.url('/feed.xml'));
    await expect(reader.page.locator('body')).toContainText(/already/i);
    expect(server.requests.length).toBe(before);
    await expect(reader.place('Once')).toHaveCount(1);
  });

  test('an OPML file brings folders and feeds', async () => {
    server.serve('/a.xml', rss(items(2), 'Feed A')).serve('/b.xml', rss(items(3), 'Feed B'));
    const file = join(running.userDataDirectory, 'subscriptions.opml');
    writeFileSync(
      file,
      `<opml version="2.0"><body><outline text="Papers & more"><outline text="Feed A" xmlUrl="${server.url('/a.xml')}"/></outline><outline text="Feed B" xmlUrl="${server.url('/b.xml')}"/></body></opml>`,
    );
    await running.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await reader.page.getByRole('button', { name: 'Import OPML' }).click();
    const question = reader.page.getByRole('dialog', { name: 'Feeds on your own network' });
    await expect(question).toContainText('2 of these feeds are on this computer');
    await expect(question.getByRole('listitem')).toHaveText([/^Feed [AB]127/, /^Feed [AB]127/]);
    await expect(reader.place('Papers & more')).toBeVisible();
    await running.screenshot('first-run-5-opml');
    // A file is nobody's word: what it names on one's own network is not asked.
    expect(server.requests).toEqual([]);
    await question.getByRole('button', { name: 'Ask them' }).click();
    await expect(question).toHaveCount(0);
    await reader.expectUnread('Feed A', 2);
    await reader.expectUnread('Feed B', 3);
  });
});
