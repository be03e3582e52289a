import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { publicOnlyAnd } from '../../support/addressPolicies';
import type { FeedServer } from '../../support/feedServer';
import { feedServer } from '../../support/forOneTest';
import { BITMAP_ICO, PNG, SQUARE_PNG } from '../../support/pictures';
import { httpClient } from '../http/fetchFeed';
import { discover, FEED, PAGE, subscribeTo } from './discovering';
import {
  asked,
  feeds,
  IMAGE,
  look,
  shownIcon,
  sitePage,
  SPACING_MS,
  timedEngine,
  type Timed,
} from './iconSeeking';
import { subscribe } from './reading';

describe('an icon is found', () => {
  async function lookedUp(
    serve: (server: FeedServer) => void,
    channel = '',
  ): Promise<{ reader: Timed; server: FeedServer }> {
    const server = await feedServer();
    const feed = rss(items(1)).replace(
      '<item>',
      `${channel.replaceAll('$', server.url(''))}<item>`,
    );
    server.serve('/feed', feed, FEED);
    serve(server);
    const reader = timedEngine();
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    return { reader, server };
  }

  test('where the page says, and shown by its kind', async () => {
    const { reader, server } = await lookedUp((site) => {
      site.serve('/', sitePage('/tiny.ico'), PAGE);
      site.serve('/tiny.ico', BITMAP_ICO, { contentType: 'application/octet-stream' });
    });
    const icon = await shownIcon(reader);
    expect(icon?.contentType).toBe('image/x-icon');
    expect(icon?.bytes.equals(BITMAP_ICO)).toBe(true);
    expect(asked(server)).toEqual(['/', '/tiny.ico']);
    expect(server.requests.at(-1)?.headers.accept).toContain('image/');
    expect(reader.problems).toEqual([]);
  });

  test('in the feed itself, when its picture is as good as square', async () => {
    const { reader, server } = await lookedUp(
      (site) => site.serve('/logo.png', SQUARE_PNG, IMAGE),
      '<image><url>$/logo.png</url></image>',
    );
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
    expect(asked(server)).toEqual(['/logo.png']);
  });

  test('elsewhere when the feed’s own picture is a banner', async () => {
    const { reader, server } = await lookedUp((site) => {
      site.serve('/banner.png', PNG, IMAGE);
      site.serve('/favicon.ico', SQUARE_PNG, IMAGE);
    }, '<image><url>$/banner.png</url></image>');
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
    expect(asked(server)).toEqual(['/banner.png', '/', '/favicon.ico']);
  });

  test('in the page that led to the feed, which is not read twice', async () => {
    const server = await feedServer();
    const head = '<link rel="alternate" type="application/rss+xml" href="/feed"><link rel="icon" href="/icon.png">';
    server.serve('/', `<!doctype html><html><head>${head}</head></html>`, PAGE);
    server.serve('/feed', rss(items(1)), FEED).serve('/icon.png', SQUARE_PNG, IMAGE);
    const reader = timedEngine();
    await discover(reader.api, server.url('/'));
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    expect(asked(server)).toEqual(['/', '/icon.png']);
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
  }); // prettier-ignore

  test.each([
    ['a drawing, which could hold scripts', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'image/svg+xml'],
    ['a page', '<!doctype html><html></html>', 'image/png'],
    ['a script that calls itself a picture', 'GIF89a=1;alert(1)//', 'image/gif'],
    ['nothing', '', 'image/png'],
  ])('nowhere when it is %s', async (_what, body, contentType) => {
    const { reader, server } = await lookedUp((site) => {
      site.serve('/', sitePage('/icon'), PAGE);
      for (const path of ['/icon', '/favicon.ico']) site.serve(path, body, { contentType });
    });
    expect(await shownIcon(reader)).toBeNull();
    expect(asked(server)).toEqual(['/', '/icon', '/favicon.ico']);
    expect(reader.problems).toEqual([]);
  }); // prettier-ignore

  test('nowhere when it is larger than a megabyte', async () => {
    const { reader } = await lookedUp((site) => {
      site.serve('/favicon.ico', Buffer.concat([SQUARE_PNG, Buffer.alloc(1_100_000)]), IMAGE);
    });
    expect(await shownIcon(reader)).toBeNull();
  });

  test('with at most four requests', async () => {
    const { server } = await lookedUp((site) => {
      site.serve('/', sitePage('/a', '/b', '/c', '/d'), PAGE);
    }, '<image><url>$/own.png</url></image>');
    expect(asked(server)).toHaveLength(4);
  });

  test('and told to the window, shown by every feed of the site, gone with the last of them', async () => {
    const server = await feedServer();
    server.serve('/favicon.ico', SQUARE_PNG, IMAGE);
    const reader = timedEngine();
    for (const path of ['/feed-1', '/feed-2']) {
      server.serve(path, rss(items(1)), FEED);
      await subscribe(reader, server.url(path));
    }
    const told = reader.events.length;
    await look(reader);
    await expect.poll(() => reader.events.slice(told).map(({ name }) => name)).toContain('feeds.changed');
    const shown = await feeds(reader);
    const [iconId] = new Set(shown.map((feed) => feed.iconId));
    expect(shown.map((feed) => feed.iconId)).toEqual([iconId, iconId]);
    for (const [index, { id }] of shown.entries()) {
      expect(reader.engine.locateMedia(iconId!)).not.toBeNull();
      await reader.api['feeds.unsubscribe']({ feedId: id });
      expect(reader.engine.locateMedia(iconId!) === null).toBe(index === 1);
    }
    await reader.api['feeds.restore']({ feedId: shown[0]!.id });
    expect(reader.engine.locateMedia(iconId!)).not.toBeNull();
  }); // prettier-ignore
});

describe('a feed leads nobody into a private network for an icon', () => {
  test('but to its own origin, where a person allowed it', async () => {
    const home = await feedServer();
    const other = await feedServer();
    home.serve('/favicon.ico', SQUARE_PNG, IMAGE);
    const feed = (site: string): string =>
      rss(items(1), 'Home', site).replace('<item>', `<image><url>${other.url('/logo.png')}</url></image><item>`); // prettier-ignore
    home.serve('/feed-home', feed(home.url('/')), FEED);
    const reader = timedEngine({ isStrict: true });
    await subscribeTo(reader.api, home.url('/feed-home'), { allowPrivate: true });
    await look(reader);
    expect(asked(home)).toEqual(['/', '/favicon.ico']);
    expect(asked(other)).toEqual([]);
    expect((await shownIcon(reader))?.bytes.equals(SQUARE_PNG)).toBe(true);
    // One whose site is said to be elsewhere at home.
    home.serve('/feed-away', feed(other.url('/')), FEED);
    await subscribeTo(reader.api, home.url('/feed-away'), { allowPrivate: true });
    await look(reader);
    expect(asked(other)).toEqual([]);
  });

  test('nor into one that a person allowed for another feed', async () => {
    const home = await feedServer();
    const elsewhere = await feedServer();
    // By its number loopback stands for the public internet here, by its name for a private network.
    const web = httpClient({ policy: publicOnlyAnd('127.0.0.1') });
    const atHome = (path: string): string => home.url(path).replace('127.0.0.1', 'localhost');
    const doing = atHome('/api/reboot?now=1');
    // Named as its site, as its picture, by its page, and by a redirect.
    const naming = (site: string): string =>
      rss(items(1), 'Evil', site).replace('<item>', `<image><url>${doing}</url></image><item>`);
    elsewhere.serve('/feed-a', naming(doing), FEED);
    elsewhere.serve('/feed-b', naming(elsewhere.url('/')), FEED);
    elsewhere.serve('/', sitePage(doing), PAGE);
    elsewhere.on('/favicon.ico', (_request, response) => {
      response.writeHead(302, { location: doing }).end();
    });
    // What is allowed lies at home, and says that its site is elsewhere.
    home.serve('/feed-home', rss(items(1), 'Home', atHome('/')), FEED);
    home.serve('/feed-away', rss(items(1), 'Home', elsewhere.url('/')), FEED);
    home.serve('/favicon.ico', SQUARE_PNG, IMAGE);
    const reader = timedEngine({ web });
    for (const path of ['/feed-a', '/feed-b']) await subscribe(reader, elsewhere.url(path));
    for (const path of ['/feed-home', '/feed-away']) {
      await subscribeTo(reader.api, atHome(path), { allowPrivate: true });
    }
    await look(reader);
    await look(reader);
    reader.time.pass(SPACING_MS);
    expect(asked(home)).toEqual(['/', '/favicon.ico']);
    expect(asked(elsewhere)).toEqual(['/', '/favicon.ico']);
  });
});
