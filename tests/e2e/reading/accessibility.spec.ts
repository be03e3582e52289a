/** axe-core's rules over every screen of the window: nothing serious or critical, in light and in dark. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

test.describe.configure({ mode: 'serial' });

let server: FeedServer;
let running: LaunchedApp;
let reader: ReaderWindow;

test.beforeAll(async () => {
  // axe tries to work in the article's frame too, where nothing runs; a copy of it is judged below.
  server = await FeedServer.start();
  server.on('/secret.xml', (_request, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="paper"' }).end();
  });
  server.serve('/page', '<!doctype html><p>Page</p>', { contentType: 'text/html' });
  running = await launchApp({ expectedErrors: /^Blocked script execution in 'about:srcdoc'/ });
  reader = new ReaderWindow(running.page);
  // Without this the tests' own tool answers what the system's theme is.
  await running.page.emulateMedia({ colorScheme: null });
});

test.afterAll(async () => {
  await running.close();
  await server.kill();
});

/** What is serious or critical on the screen, with where it stands. */
async function violations(place = 'html'): Promise<string[]> {
  // The other mode gathers its results in a new page, and this app opens none.
  const axe = new AxeBuilder({ page: running.page }).setLegacyMode(true).include(place);
  const { violations: found } = await axe.analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id} (${help}) at ${target.join(' ')}: ${failureSummary ?? ''}`,
      ),
    );
}

async function useTheme(theme: 'light' | 'dark'): Promise<void> {
  await running.electron.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
  const scheme = (): Promise<boolean> =>
    running.page.evaluate((name) => matchMedia(`(prefers-color-scheme: ${name})`).matches, theme);
  await expect.poll(scheme).toBe(true);
}

/** Colours that are still on their way to the new theme would be judged as they are. */
async function expectNoViolations(place?: string): Promise<void> {
  await running.page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)),
  );
  expect(await violations(place)).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test(`the welcome screen, ${theme}`, async () => {
    await useTheme(theme);
    await expectNoViolations();
  });
}

test('the checks see what is wrong', async () => {
  await running.page.evaluate(() => {
    const image = document.createElement('img');
    image.id = 'wrong';
    document.querySelector('main')?.append(image);
  });
  expect((await violations()).join()).toContain('image-alt');
  await running.page.evaluate(() => document.querySelector('#wrong')?.remove());
});

test('the sample comes in', async () => {
  await reader.page.getByRole('button', { name: 'Start with the sample' }).click();
  await reader.place('The Slow Line').click();
  await reader.press('j');
  await expect(reader.article.locator('img').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`three panes with an article, ${theme}`, async () => {
    await useTheme(theme);
    await expectNoViolations();
  });

  test(`the article by itself, ${theme}`, async () => {
    await reader.page.evaluate(showCopyOfArticle);
    await expectNoViolations('#copy');
    // And it does look inside.
    await reader.page.evaluate(() => {
      const { body } = document.querySelector<HTMLIFrameElement>('#copy')!.contentDocument!;
      body.append(body.ownerDocument.createElement('img'));
    });
    expect((await violations('#copy')).join()).toContain('image-alt');
    await reader.page.evaluate(() => document.querySelector('#copy')?.remove());
  });

  for (const [name, key] of [
    ['the dialog to add a feed', 'a'],
    ['the help', '?'],
    ['the settings of a feed', 'i'],
  ] as const) {
    test(`${name}, ${theme}`, async () => {
      await reader.press(key);
      await expect(reader.page.getByRole('dialog')).toBeVisible();
      // What a dialog has to wait for is there as well.
      await expect(reader.page.locator('.feed-settings-wait')).toHaveCount(0);
      await expectNoViolations();
      await reader.press('Escape');
      await expect(reader.page.getByRole('dialog')).toHaveCount(0);
    });
  }

  test(`the question before a private address, the sign-in and the page without a feed, ${theme}`, async () => {
    await reader.addFeed(server.url('/secret.xml'));
    await expect(reader.page.getByRole('button', { name: 'Ask it' })).toBeFocused();
    await expectNoViolations();
    await reader.allowPrivate();
    await expect(reader.page.getByLabel('Name', { exact: true })).toBeFocused();
    await expectNoViolations();
    await reader.press('Escape');
    await reader.addFeed(server.url('/page'));
    await reader.allowPrivate();
    await expect(reader.page.getByText('There is no feed at')).toBeVisible();
    await expectNoViolations();
    await reader.press('Escape');
  });

  test(`the question for imported feeds of one’s own network, ${theme}`, async () => {
    const file = join(running.userDataDirectory, `${theme}.opml`);
    const address = server.url(`/${theme}.xml`);
    writeFileSync(
      file,
      `<opml version="2.0"><body><outline text="Cellar, ${theme}" xmlUrl="${address}"/></body></opml>`,
    );
    await running.electron.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, file);
    await reader.press('Control+o');
    const question = reader.page.getByRole('dialog', { name: 'Feeds on your own network' });
    await expect(question.getByRole('listitem')).toHaveCount(1);
    await expectNoViolations();
    // The focus is where nothing is allowed by it.
    await reader.press('Enter');
    await expect(question).toHaveCount(0);
    expect(server.countOf(`/${theme}.xml`)).toBe(0);
  });

  test(`a feed that is paused, with the sign-in of its settings open, ${theme}`, async () => {
    await reader.press('i');
    await reader.page.getByLabel('Pause this feed').check();
    await reader.page.getByRole('button', { name: 'Save' }).click();
    await expect(reader.page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await expectNoViolations();
    await reader.press('i');
    await reader.page.getByRole('button', { name: 'Sign in…' }).click();
    await reader.page.getByText('User-Agent and extra header').click();
    await expectNoViolations();
    await reader.press('Escape');
    await reader.page.getByRole('button', { name: 'Resume' }).click();
    await expect(reader.page.getByRole('button', { name: 'Resume' })).toHaveCount(0);
  });
}

/** The article's document once more, over the window, in a frame in which axe can run. */
async function showCopyOfArticle(): Promise<void> {
  const original = document.querySelector('iframe')!;
  const copy = document.createElement('iframe');
  copy.id = 'copy';
  copy.title = original.title;
  copy.srcdoc = original.contentDocument!.documentElement.outerHTML;
  Object.assign(copy.style, {
    position: 'fixed',
    inset: '0',
    inlineSize: '700px',
    blockSize: '100%',
  });
  const loaded = new Promise((resolve) => {
    copy.addEventListener('load', resolve, { once: true });
  });
  document.body.append(copy);
  await loaded;
}
