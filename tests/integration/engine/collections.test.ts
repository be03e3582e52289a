import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MediaId } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import { engine, feedServer } from '../../support/forOneTest';
import { failureOf } from './failureOf';
import { list, PATIENCE_MS, refresh, subscribe, titles } from './reading';

const opml = (body: string): string => `<opml version="2.0"><head/><body>${body}</body></opml>`;

describe('importing an OPML file', () => {
  test('brings its folders and feeds, and fetches them', async () => {
    const server = await feedServer();
    for (const path of ['/a', '/b', '/c']) server.serve(path, rss([{ guid: path, title: path }], path));
    const reader = engine();
    const feed = (path: string): string => `<outline text="t" xmlUrl="${server.url(path)}"/>`;
    const text = opml(
      `${feed('/a')}<outline text="News">${feed('/b')}<outline text="Local">${feed('/c')}</outline></outline>`,
    );
    const imported = await reader.api['opml.import']({ text });
    expect(imported).toMatchObject({ added: 3, duplicates: 0, refused: 0 });
    await reader.api['feeds.allowPrivate']({ feedIds: imported.privateFeeds });
    await reader.waitFor('refresh.progress', ({ state, done }) => state === 'finished' && done === 3);
    const { feeds, folders } = await reader.api['feeds.list']({});
    const news = folders.find(({ title }) => title === 'News')!;
    const local = folders.find(({ title }) => title === 'Local')!;
    expect(local.parentId).toBe(news.id);
    expect(feeds.map(({ title, folderId }) => [title, folderId])).toEqual([
      ['/a', null],
      ['/b', news.id],
      ['/c', local.id],
    ]);
    expect(await titles(reader, { kind: 'folder', folderId: news.id })).toEqual(['/c', '/b']);
    expect(await titles(reader)).toHaveLength(3);
  }); // prettier-ignore

  test('counts what is there already, named twice, or no address', async () => {
    const server = await feedServer();
    server.serve('/a', rss(items(1))).serve('/b', rss(items(1)));
    const reader = engine();
    await subscribe(reader, server.url('/a'));
    const urls = [server.url('/a'), server.url('/b'), server.url('/b'), 'javascript:x', 'sample://guide/feed.xml', 'words'];
    const text = opml(urls.map((url, index) => `<outline text="${String(index)}" xmlUrl="${url}"/>`).join(''));
    expect(await reader.api['opml.import']({ text })).toMatchObject({ added: 1, duplicates: 2, refused: 3 });
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(2);
  }); // prettier-ignore

  test('reads the text as it is, whatever encoding the file was in', async () => {
    const reader = engine();
    const text = `<?xml version="1.0" encoding="ISO-2022-JP"?>${opml('<outline text="新聞" xmlUrl="http://127.0.0.1:1/"/>')}`;
    await reader.api['opml.import']({ text });
    expect((await reader.api['feeds.list']({})).feeds[0]?.title).toBe('新聞');
  });

  test('twice adds nothing the second time', async () => {
    const server = await feedServer();
    const reader = engine();
    const text = opml(`<outline text="F"><outline xmlUrl="${server.url('/a')}"/></outline>`);
    await reader.api['opml.import']({ text });
    expect(await reader.api['opml.import']({ text })).toMatchObject({ added: 0, duplicates: 1 });
    expect((await reader.api['feeds.list']({})).folders).toHaveLength(1);
  });

  test('of hundreds of feeds takes all of them', async () => {
    const server = await feedServer();
    const reader = engine();
    const outlines = Array.from(
      { length: 300 },
      (_, index) => `<outline text="Feed ${String(index)}" xmlUrl="${server.url(`/${String(index)}`)}"/>`,
    );
    const imported = await reader.api['opml.import']({ text: opml(outlines.join('')) });
    expect(imported).toMatchObject({ added: 300, duplicates: 0, refused: 0 });
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(300);
  }); // prettier-ignore

  test('brings a removed feed back with its marks', async () => {
    const server = await feedServer();
    server.serve('/a', rss(items(2)));
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/a'));
    const [row] = await list(reader);
    await reader.api['articles.setRead']({ ids: [row!.id], read: true });
    await reader.api['feeds.unsubscribe']({ feedId });
    const text = opml(`<outline xmlUrl="${server.url('/a')}"/>`);
    expect((await reader.api['opml.import']({ text })).added).toBe(1);
    expect((await list(reader)).map(({ isRead }) => isRead)).toEqual([true, false]);
  });

  test('leaves feeds on this machine or a private network alone until they are allowed', async () => {
    const server = await feedServer();
    server.serve('/home', rss(items(1))).serve('/allowed', rss(items(2)));
    const reader = engine({ isStrict: true });
    const { feedId } = await reader.api['feeds.subscribe']({ url: server.url('/allowed'), allowPrivate: true, signIn: null });
    await reader.api['feeds.unsubscribe']({ feedId });
    const urls = [server.url('/home'), server.url('/allowed'), 'http://nas.local/feed', 'http://[fd00::1]/feed', 'http://router/feed', 'https://nowhere.invalid/feed'];
    const text = opml(urls.map((url) => `<outline text="${url}" xmlUrl="${url}"/>`).join(''));
    const imported = await reader.api['opml.import']({ text });
    expect(imported).toMatchObject({ added: 6, duplicates: 0, refused: 0 });
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    const { feeds } = await reader.api['feeds.list']({});
    const byUrl = (url: string): number => feeds.find((feed) => feed.url === url)!.id;
    // The one that was allowed before it was removed still is.
    expect(imported.privateFeeds).toEqual([urls[0], urls[2], urls[3], urls[4]].map((url) => byUrl(url!)));
    expect(server.requests.map(({ path }) => path)).not.toContain('/home');
    // Not even by a refresh that somebody asks for.
    await refresh(reader);
    expect(server.requests.map(({ path }) => path)).not.toContain('/home');
    const { feeds: after } = await reader.api['feeds.list']({});
    expect(after.find(({ url }) => url === urls[0])?.failure?.code).toBe('private-address');
    const home = imported.privateFeeds.slice(0, 1);
    await reader.api['feeds.allowPrivate']({ feedIds: home });
    await expect.poll(() => server.countOf('/home'), { timeout: PATIENCE_MS }).toBe(1);
  }); // prettier-ignore

  test('keeps a name and password out of the address, and uses them', async () => {
    const server = await feedServer();
    server.on('/club', ({ headers }, response) => {
      const isMember = headers.authorization === `Basic ${Buffer.from('ada:seCret').toString('base64')}`;
      response.writeHead(isMember ? 200 : 401, { 'www-authenticate': 'Basic realm="Club"' });
      response.end(isMember ? rss(items(2)) : '');
    });
    const reader = engine();
    const url = server.url('/club');
    const text = opml(`<outline text="Club" xmlUrl="${url.replace('://', '://ada:seCret@')}"/>`);
    const { privateFeeds } = await reader.api['opml.import']({ text });
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds).toMatchObject([{ url, failure: null }]);
    await reader.api['feeds.allowPrivate']({ feedIds: privateFeeds });
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    expect(await list(reader)).toHaveLength(2);
    expect(JSON.stringify([reader.events, reader.problems])).not.toContain('seCret');
  }); // prettier-ignore

  test.each(['words', '<html><body>page</body></html>', '{"feeds":[]}', '<opml></opml>'])(
    'of %s is refused, and nothing is stored',
    async (text) => {
      const { api } = engine();
      expect((await failureOf(api['opml.import']({ text }))).code).toBe('invalid-input');
      expect(await api['feeds.list']({})).toEqual({ feeds: [], folders: [] });
    },
  );
});

describe('the sample collection', () => {
  test('is there without any network, with its pictures', async () => {
    const reader = engine();
    const { added, duplicates, refused } = await reader.api['sample.add']({});
    expect([added, duplicates, refused]).toEqual([5, 0, 0]);
    await reader.waitFor('refresh.progress', ({ state, done }) => state === 'finished' && done === 5);
    const { feeds, folders } = await reader.api['feeds.list']({});
    expect(feeds.map(({ failure }) => failure)).toEqual([null, null, null, null, null]);
    expect(folders).toHaveLength(3);
    const rows = await list(reader);
    expect(rows.length).toBeGreaterThan(25);
    const pictured = rows.filter(({ thumbnail }) => thumbnail !== null);
    expect(pictured.length).toBeGreaterThan(10);
    for (const { id } of pictured) {
      const { images, html } = await reader.api['articles.get']({ id });
      for (const { source, mediaId, width, height } of images) {
        expect(html).toContain(`src="${source}"`);
        expect(Math.min(width, height)).toBeGreaterThan(50);
        const located = reader.engine.locateMedia(mediaId);
        expect(located?.contentType).toBe('image/png');
        expect(readFileSync(located!.path).subarray(1, 4).toString()).toBe('PNG');
      }
    }
    expect(reader.problems).toEqual([]);
  }); // prettier-ignore

  test('twice is there once, and asks for nothing new', async () => {
    const reader = engine();
    await reader.api['sample.add']({});
    await reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
    const before = await list(reader);
    expect(await reader.api['sample.add']({})).toEqual({
      added: 0,
      duplicates: 5,
      refused: 0,
      privateFeeds: [],
    });
    expect(await list(reader)).toEqual(before);
  });

  test('tells no picture of one that nobody shows', () => {
    expect(engine().engine.locateMedia(MediaId.parse('0'.repeat(64)))).toBeNull();
  });
});
