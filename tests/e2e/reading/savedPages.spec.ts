/** A page without a feed is kept for reading instead, and stays when its server is gone. */
import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FeedServer } from '../../support/feedServer';
import { fixture } from '../../support/fixtures';
import { launchApp, userDataFolder, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

const TITLE = 'Facebook Is Tracking Me Even Though I’m Not on Facebook';
const AUTHOR = 'Daniel Kahn Gillmor';
/** From the middle of the page's article, and from what stands around it. */
const INSIDE = 'not technophobic';
const OUTSIDE = 'Read the Terms of Use';

test.describe.configure({ mode: 'serial' });

test.describe('a page without a feed', () => {
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
    server.serve('/blog/story', fixture('readability/aclu/source.html'), {
      contentType: 'text/html',
    });
    await start();
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
    rmSync(userDataDirectory, { recursive: true, force: true });
  });

  test('is saved by keyboard alone, and opened', async () => {
    await reader.press('a');
    await reader.page.keyboard.type(server.url('/blog/story'));
    await reader.press('Enter');
    await expect(reader.page.getByRole('button', { name: 'Ask it' })).toBeFocused();
    await reader.press('Enter');
    const save = reader.page.getByRole('button', { name: 'Save this page instead' });
    await expect(save).toBeVisible({ timeout: 20_000 });
    await expect(reader.page.getByLabel('Address of a feed, or of a site')).toBeFocused();
    await running.screenshot('saved-pages-1-offer');
    await reader.press('Tab');
    await expect(save).toBeFocused();
    await reader.press('Enter');
    await expect(reader.page.getByRole('dialog')).toHaveCount(0);
    await expect(reader.toast).toContainText(`Saved “`);
    await expect(reader.place('Saved pages')).toHaveAttribute('aria-selected', 'true');
    expect(await reader.openedTitle()).toContain(TITLE);
    await expect(reader.article.getByText(INSIDE).first()).toBeAttached();
    await expect(reader.article.getByText(OUTSIDE)).toHaveCount(0);
    await expect(reader.article.getByText(AUTHOR).first()).toBeVisible();
    await reader.expectUnread('Saved pages', 0);
    await running.screenshot('saved-pages-2-opened');
  });

  test('has settings that say that there is nothing to set', async () => {
    await reader.press('i');
    const dialog = reader.page.getByRole('dialog', { name: 'Saved pages' });
    await expect(dialog).toContainText('Nothing is fetched for them.');
    await expect(dialog.getByRole('button', { name: 'Close' }).last()).toBeFocused();
    await running.screenshot('saved-pages-3-settings');
    await reader.press('Enter');
    await expect(dialog).toHaveCount(0);
  });

  test('is still there after a restart, its server gone', async () => {
    await running.close();
    await server.kill();
    const asked = server.requests.length;
    await start();
    await reader.place('Saved pages').click();
    await reader.press('j');
    expect(await reader.openedTitle()).toContain(TITLE);
    await expect(reader.article.getByText(INSIDE).first()).toBeAttached();
    expect(server.requests).toHaveLength(asked);
  });
});
