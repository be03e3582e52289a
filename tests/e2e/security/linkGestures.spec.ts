/**
 * Every way to press every kind of link in an article, in two places: the article as it comes through
 * the whole app, and the same markup put raw into the article's frame, as if both sanitisers had
 * failed. Then the shell's guard by itself, with neither sandbox nor policy to help it.
 */
import { expect, test, type Page } from '@playwright/test';
import { rss } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { launchUnguarded } from '../../support/launchUnguarded';
import { GESTURES, LINK_KINDS, makeGesture, type Box, type Gesture } from '../../support/linkKinds';
import { OpenedOutside } from '../../support/openedOutside';
import {
  forgetPageEvents,
  heardFromPages,
  listenToPages,
  type PageEvents,
} from '../../support/pageEvents';
import { ReaderWindow } from '../../support/readerWindow';

/** Pressed after every gesture: what comes out proves that the gesture before it has had its effect. */
const LAST = 'https://last.example/';
const LAST_LINK = `<p><a href="${LAST}">Last</a></p>`;
const LEFT = GESTURES[0]!;
const FEED = 'Links of all kinds';

const addressOf = (kind: string): string => `https://link.example/${encodeURIComponent(kind)}`;
const escaped = (html: string): string => html.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** What the app asks for by itself: the feed, and the icon of its site. */
const OWN_REQUESTS = ['/feed.xml', '/', '/favicon.ico'];

/** Something that can be pressed. */
interface Place {
  readonly boundingBox: () => Promise<Box | null>;
}

test.describe('links in an article', () => {
  let server: FeedServer;
  let running: LaunchedApp;
  let reader: ReaderWindow;
  let outside: OpenedOutside;

  test.beforeAll(async () => {
    server = await FeedServer.start();
    const articles = LINK_KINDS.map(({ name, markup }, index) => ({
      guid: name,
      title: `Article with ${name}`,
      description: escaped(`<div>${markup(addressOf(name))}</div>${LAST_LINK}`),
      pubDate: new Date(Date.UTC(2026, 10, 20, 12 - index)).toUTCString(),
    }));
    server.serve('/feed.xml', rss(articles, FEED));
    running = await launchApp({
      // What the walls of the frame say about the raw links.
      expectedErrors: /Content Security Policy|sandbox|Not allowed to load|Unsafe attempt|Blocked/i,
    });
    reader = new ReaderWindow(running.page);
    await reader.subscribe(server.url('/feed.xml'), FEED);
    await reader.place(FEED).click();
    await expect(reader.rows).toHaveCount(LINK_KINDS.length);
    outside = await OpenedOutside.watch(running.electron);
    await listenToPages(running.electron);
  });

  test.afterAll(async () => {
    await running.close();
    await server.kill();
  });

  const open = async (kind: string): Promise<void> => {
    await reader.rows.filter({ hasText: `Article with ${kind}` }).click();
    await expect.poll(() => reader.openTitle()).toBe(`Article with ${kind}`);
  };

  /** What the system's browser was given by a gesture, asked when nothing of it can still be on its way. */
  const openedBy = async (gesture: Gesture, target: Place, last: Place): Promise<string[]> => {
    await outside.clear();
    await makeGesture(running.page, gesture, await target.boundingBox());
    await makeGesture(running.page, LEFT, await last.boundingBox());
    await expect.poll(() => outside.addresses()).toContain(LAST);
    const addresses = await outside.addresses();
    expect(addresses.at(-1)).toBe(LAST);
    return addresses.slice(0, -1);
  };

  const expectNothingMoved = async (): Promise<void> => {
    const frames = running.page.frames().map((frame) => frame.url());
    expect(
      frames.filter((url) => !/^(app:\/\/bundle\/index\.html|about:srcdoc)$/.test(url)),
    ).toEqual([]);
    const { commits, ...others } = await heardFromPages(running.electron);
    expect(commits.filter((url) => url !== 'about:srcdoc')).toEqual([]);
    expect(others).toEqual({ canaries: [], opened: 0, downloads: [] });
    expect(running.electron.windows()).toHaveLength(1);
    const asked = server.requests.map(({ path }) => path);
    expect(asked.filter((path) => !OWN_REQUESTS.includes(path))).toEqual([]);
  };

  LINK_KINDS.forEach((kind, row) => {
    GESTURES.forEach((gesture, column) => {
      const id = `A7.${String(row * GESTURES.length + column + 1).padStart(2, '0')}`;
      test(`[${id}] ${kind.name}, ${gesture.name}`, async () => {
        await open(kind.name);
        const { article } = reader;

        await test.step('in the article', async () => {
          const target = article.getByText('Link', { exact: true });
          const opened = await openedBy(gesture, target, article.getByText('Last'));
          expect(opened).toEqual(kind.leadsOut ? [addressOf(kind.name)] : []);
        });

        await test.step('raw in the frame of the article', async () => {
          const raw = article.locator('#raw');
          await running.page.evaluate(
            putRawIntoArticle,
            kind.markup(addressOf(kind.name)) + LAST_LINK,
          );
          const opened = await openedBy(
            gesture,
            raw.locator(kind.pressed).first(),
            raw.getByText('Last'),
          );
          expectNoMoreThan(kind.leadsOut, opened, addressOf(kind.name));
          await raw.evaluate((element) => {
            element.remove();
          });
        });
        await expectNothingMoved();
      });
    });
  });

  test('the guard alone keeps a frame where it is', async () => {
    const { electron, page } = running;
    await electron.evaluate(({ protocol }) => {
      // The window's own page with nothing in it: no policy either.
      protocol.unhandle('app');
      protocol.handle('app', () => {
        return new Response('<p>Bare</p>', { headers: { 'content-type': 'text/html' } });
      });
    });
    await page.reload();
    await forgetPageEvents(electron);
    // A javascript: link leads nowhere: keeping it from running is the work of the other walls.
    for (const { name, markup, pressed } of LINK_KINDS.filter(
      ({ name }) => name !== 'javascript:',
    )) {
      for (const gesture of GESTURES) {
        await page.evaluate(showInFrame, markup(addressOf(name)) + LAST_LINK);
        await openedBy(gesture, inFrame(page, pressed), inFrame(page, `[href="${LAST}"]`));
        await expectNothingMoved();
      }
    }
  });
});

test('without guards the same gestures do lead elsewhere', async () => {
  const server = await FeedServer.start();
  server.serve('/', '<!doctype html><p>Start</p>', { contentType: 'text/html' });
  server.serve('/target', '<!doctype html><p>Target</p>', { contentType: 'text/html' });
  const unguarded = await launchUnguarded(server.url('/'));
  const { electron, page } = unguarded;
  await listenToPages(electron);
  // Windows that really open take the pointer from the page; to hear them asked for is enough.
  await electron.evaluate(({ webContents }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { windowsAskedFor: asked });
    webContents.getAllWebContents()[0]?.setWindowOpenHandler(({ url }) => {
      asked.push(url);
      return { action: 'deny' };
    });
  });
  const askedFor = (): Promise<string[]> =>
    electron.evaluate(() =>
      (globalThis as unknown as { windowsAskedFor: string[] }).windowsAskedFor.splice(0),
    );

  const show = async (kind: string): Promise<Place> => {
    const { markup, pressed } = LINK_KINDS.find(({ name }) => name === kind)!;
    // What the gesture before began, such as a download, may still get in the way once.
    await expect(() => page.goto(server.url('/'))).toPass();
    await forgetPageEvents(electron);
    await page.evaluate(showInFrame, markup(server.url('/target')));
    return inFrame(page, pressed);
  };
  const press = async (kind: string, gesture: Gesture): Promise<void> => {
    const place = await show(kind);
    await makeGesture(page, gesture, await place.boundingBox());
  };
  const expectWindow = async (kind: string, gesture: Gesture): Promise<void> => {
    await press(kind, gesture);
    await expect.poll(askedFor, `${kind}, ${gesture.name}`).toEqual([server.url('/target')]);
  };
  const expectHeard = async (
    kind: string,
    hears: (heard: PageEvents) => boolean,
  ): Promise<void> => {
    // A page that refreshes leaves by itself: by the time of a gesture it may be gone.
    if (kind === 'meta refresh') await show(kind);
    else await press(kind, LEFT);
    await expect.poll(async () => hears(await heardFromPages(electron)), kind).toBe(true);
  };
  const wentToTarget = ({ commits }: PageEvents): boolean =>
    commits.some((url) => url.startsWith(server.url('/target')));

  await expectHeard('plain', wentToTarget);
  for (const gesture of GESTURES.slice(1)) await expectWindow('plain', gesture);
  await expectWindow('_blank', LEFT);
  await expectHeard('_top', wentToTarget);
  await expectHeard('javascript:', ({ canaries }) => canaries.length > 0);
  await expectHeard('download', ({ downloads }) => downloads.length > 0);
  await expectHeard('meta refresh', wentToTarget);
  await expectHeard('form button', wentToTarget);

  await unguarded.close();
  await server.kill();
});

function expectNoMoreThan(leadsOut: boolean, opened: readonly string[], address: string): void {
  // The sandbox may stop what the shell would have opened.
  if (leadsOut) expect([[], [address]]).toContainEqual(opened);
  else expect(opened).toEqual([]);
}

function putRawIntoArticle(markup: string): void {
  const page = document.querySelector('iframe')!.contentDocument!;
  const raw = page.createElement('div');
  raw.id = 'raw';
  // Raw on purpose: this is what would be there if nothing sanitised it.
  // eslint-disable-next-line no-unsanitized/property
  raw.innerHTML = markup;
  page.body.append(raw);
}

/** An element in the frame of `showInFrame`, found without waiting for what the frame is up to. */
function inFrame(page: Page, selector: string): Place {
  return {
    boundingBox: () =>
      page.evaluate((found) => {
        const frame = document.querySelector<HTMLIFrameElement>('#unguarded')!;
        // The frame lies at the page's own corner and has no border, so its places are the page's.
        const box = frame.contentDocument?.querySelector(found)?.getBoundingClientRect();
        return box === undefined
          ? null
          : { x: box.x, y: box.y, width: box.width, height: box.height };
      }, selector),
  };
}

/** Shows markup in a new frame without a sandbox, over the upper left of the page. */
async function showInFrame(markup: string): Promise<void> {
  document.querySelector('#unguarded')?.remove();
  const frame = document.createElement('iframe');
  frame.id = 'unguarded';
  frame.srcdoc = markup;
  Object.assign(frame.style, { position: 'fixed', inset: '0 auto auto 0', border: 'none' });
  const loaded = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  document.body.append(frame);
  await loaded;
  // A page takes no gestures before it has been drawn.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}
