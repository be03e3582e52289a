/** From an address to a feed where something has to be asked first: one's own network, a password. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { inProject } from '../../../scripts/setup/projectFolder.mjs';
import { items, rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

const NAME = 'ada.lovelace';
const PASSWORD = 'note-g-1843';
const BASIC = `Basic ${Buffer.from(`${NAME}:${PASSWORD}`).toString('base64')}`;

test.describe('an address that needs an answer first', () => {
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;

  test.beforeEach(async () => {
    server = await FeedServer.start();
    running = await launchApp();
    reader = new ReaderWindow(running.page);
  });

  test.afterEach(async () => {
    await running.close();
    await server.kill();
  });

  test('a machine of one’s own is asked after one question, and never before', async () => {
    server.serve('/feed.xml', rss(items(3), 'Cellar'));
    await reader.addFeed(server.url('/feed.xml'));
    const question = reader.page.getByRole('group', { name: 'Private address' });
    await expect(question).toContainText(
      `127.0.0.1:${String(server.port)} is on this computer or your own network. Ask it?`,
    );
    await running.screenshot('subscribing-1-private');
    expect(server.requests).toEqual([]);
    await reader.page.getByRole('button', { name: 'Another address' }).click();
    await expect(reader.page.getByLabel('Address of a feed, or of a site')).toBeFocused();
    expect(server.requests).toEqual([]);

    await reader.press('Enter');
    await expect(reader.page.getByRole('button', { name: 'Ask it' })).toBeFocused();
    await reader.press('Enter');
    await expect(reader.place('Cellar')).toBeVisible();
    await reader.expectUnread('Cellar', 3);
    // The question came once: neither finding nor subscribing asked it again.
    expect(server.countOf('/feed.xml')).toBe(1);
  });

  test('a name and a password are asked for, tried, and kept out of sight', async () => {
    server.on('/secret.xml', ({ headers }, response) => {
      if (headers.authorization === BASIC) {
        response.setHeader('content-type', 'application/rss+xml').end(rss(items(2), 'Members'));
      } else response.writeHead(401, { 'www-authenticate': 'Basic realm="Members"' }).end();
    });
    await reader.addFeed(server.url('/secret.xml'));
    await reader.allowPrivate();
    await expect(reader.page.getByLabel('Name', { exact: true })).toBeFocused();
    await running.screenshot('subscribing-2-sign-in');
    await reader.page.keyboard.type(NAME);
    await reader.press('Tab');
    await reader.page.keyboard.type('wrong');
    await reader.press('Enter');
    await expect(reader.page.getByRole('alert')).toHaveText(
      'It did not take this name and password.',
    );
    await running.screenshot('subscribing-3-sign-in-refused');
    await reader.page.getByLabel('Password').fill(PASSWORD);
    await reader.press('Enter');
    await expect(reader.place('Members')).toBeVisible();
    await reader.expectUnread('Members', 2);

    await reader.place('Members').click();
    await reader.press('i');
    const dialog = reader.page.getByRole('dialog', { name: 'Members' });
    await expect(dialog.getByRole('region', { name: 'Sign-in' })).toContainText(
      /^Sign-inSigned in/,
    );
    expect(await reader.page.content()).not.toContain(PASSWORD);
    expect(filesOf(running.userDataDirectory).filter((bytes) => bytes.includes(PASSWORD))).toEqual(
      [],
    );

    await dialog.getByRole('button', { name: 'Sign out' }).click();
    await expect(dialog.getByRole('region', { name: 'Sign-in' })).toContainText('Not signed in.');
    await reader.press('Escape');
    // It is asked at once, and without them it lets nobody in.
    const last = (): string | undefined =>
      server.requests.findLast(({ path }) => path === '/secret.xml')?.headers.authorization;
    await expect.poll(last).toBeUndefined();
    await expect(reader.page.getByRole('button', { name: 'Sign in…' })).toBeVisible();
    await running.screenshot('subscribing-3-signed-out');
  });

  test('a page without a feed says what helps, and opens outside', async () => {
    server.serve('/', '<!doctype html><title>Shop</title><p>No feed.', {
      contentType: 'text/html',
    });
    await running.electron.evaluate(({ shell }) => {
      const calls: string[] = [];
      Object.assign(globalThis, { openedOutside: calls });
      shell.openExternal = (url: string) => {
        calls.push(url);
        return Promise.resolve();
      };
    });
    await reader.addFeed(server.url('/'));
    await reader.allowPrivate();
    await expect(reader.page.getByRole('alert')).toContainText(
      `There is no feed at 127.0.0.1:${String(server.port)}.`,
      { timeout: 20_000 },
    );
    await running.screenshot('subscribing-4-no-feed');
  });

  test('the icon of a site takes the place of the letter', async () => {
    server.serve('/feed.xml', rss(items(1), 'Iconic', server.url('/')));
    server.serve('/favicon.ico', readFileSync(inProject('resources/icon.png')), {
      contentType: 'image/png',
    });
    server.serve('/', '<!doctype html><link rel="icon" href="/favicon.ico">', {
      contentType: 'text/html',
    });
    await reader.subscribe(server.url('/feed.xml'), 'Iconic');
    const icon = reader.place('Iconic').locator('img.feed-icon');
    await expect(icon).toHaveAttribute('src', /^app-img:\/\/[0-9a-f]{64}$/, { timeout: 30_000 });
    const width = (): Promise<number> =>
      icon.evaluate((image: HTMLImageElement) => image.naturalWidth);
    await expect.poll(width).toBe(512);
    await running.screenshot('subscribing-5-icon');
  });
});

/** Every file below a folder, whole. */
function filesOf(folder: string): Buffer[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
}
