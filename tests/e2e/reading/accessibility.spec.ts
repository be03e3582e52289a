/** axe-core's rules over every screen of the window: nothing serious or critical, in light and in dark. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

test.describe.configure({ mode: 'serial' });

let running: LaunchedApp;
let reader: ReaderWindow;

test.beforeAll(async () => {
  // axe tries to work in the article's frame too, where nothing runs; a copy of it is judged below.
  running = await launchApp({ expectedErrors: /^Blocked script execution in 'about:srcdoc'/ });
  reader = new ReaderWindow(running.page);
  // Without this the tests' own tool answers what the system's theme is.
  await running.page.emulateMedia({ colorScheme: null });
});

test.afterAll(async () => {
  await running.close();
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
  ] as const) {
    test(`${name}, ${theme}`, async () => {
      await reader.press(key);
      await expect(reader.page.getByRole('dialog')).toBeVisible();
      await expectNoViolations();
      await reader.press('Escape');
      await expect(reader.page.getByRole('dialog')).toHaveCount(0);
    });
  }
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
