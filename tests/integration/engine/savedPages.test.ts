import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import type { FeedServer } from '../../support/feedServer';
import type { RunningEngine, StartOptions } from '../../support/startEngine';
import type { SignIn } from '../../../src/shared/model';
import { SAVED_PAGES_URL } from '../../../src/shared/savedPages';
import { FEED, paths } from './discovering';
import { failureOf } from './failureOf';
import { feeds, look, timedEngine } from './iconSeeking';
import { list, refresh, subscribe, titles } from './reading';

const HTML = { contentType: 'text/html' };
const words = 'A sentence with a comma, and another one. '.repeat(20);
const story = (title: string, text = words): string =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><nav>Home</nav><article><h1>${title}</h1><p>${text}</p><p>${text}</p><script>x()</script></article></body></html>`;

interface Said {
  readonly allowPrivate?: boolean;
  readonly signIn?: SignIn;
}

function save(
  { api }: Pick<RunningEngine, 'api'>,
  address: string,
  { allowPrivate = false, signIn }: Said = {},
): ReturnType<RunningEngine['api']['pages.save']> {
  return api['pages.save']({ address, allowPrivate, signIn: signIn ?? null });
}

async function serving(path: string, body: string | Uint8Array): Promise<FeedServer> {
  return (await feedServer()).serve(path, body, HTML);
}

describe('saving a page', () => {
  test('costs one request, and keeps its article under a feed of its own', async () => {
    const server = await serving('/story', story('A day at sea'));
    const reader = engine();
    const saved = await save(reader, server.url('/story'));
    expect(saved.title).toBe('A day at sea');
    expect(paths(server)).toEqual(['/story']);
    expect(server.requests[0]?.headers.accept).toMatch(/^text\/html/);
    expect((await reader.api['feeds.list']({})).feeds).toMatchObject([
      { id: saved.feedId, url: SAVED_PAGES_URL, title: 'Saved pages', failure: null },
    ]);
    const article = await reader.api['articles.get']({ id: saved.articleId });
    expect(article).toMatchObject({ url: server.url('/story'), feedTitle: 'Saved pages', isRead: false }); // prettier-ignore
    expect(article.html).toContain(words.trim());
    expect(article.html).toContain('lang="en"');
    expect(article.html).not.toMatch(/script|Home/);
    expect(reader.problems).toEqual([]);
  });

  test('is there after a restart, with nobody to ask', async () => {
    const server = await serving('/story', story('A day at sea'));
    const directory = temporaryFolder();
    const before = engine({ directory });
    const { articleId } = await save(before, server.url('/story'));
    await before.close();
    await server.kill();
    const { api } = engine({ directory });
    expect((await api['articles.get']({ id: articleId })).html).toContain(words.trim());
  });

  test('again renews it where it stands, with what the reader did', async () => {
    const server = await serving('/story', story('First'));
    const reader = engine();
    const first = await save(reader, server.url('/story'));
    await reader.api['articles.setRead']({ ids: [first.articleId], read: true });
    const [before] = await list(reader);
    expect(await save(reader, server.url('/story'))).toEqual(first);
    expect(await list(reader)).toEqual([before]);

    server.serve('/story', story('Second'), HTML);
    reader.letTimePass(60_000);
    const second = await save(reader, `${server.url('/story')}#part`);
    expect(second).toEqual({ ...first, title: 'Second' });
    expect(await list(reader)).toEqual([{ ...before, title: 'Second', excerpt: expect.any(String) as string }]); // prettier-ignore
  });

  test('keeps several pages in the one feed, by where they were found in the end', async () => {
    const server = await serving('/a', story('A'));
    server.serve('/b', story('B'), HTML);
    server.on('/old', (_request, response) => response.writeHead(302, { location: '/a' }).end());
    const reader = engine();
    const first = await save(reader, server.url('/a'));
    const second = await save(reader, server.url('/b'));
    expect(second.feedId).toBe(first.feedId);
    expect((await save(reader, server.url('/old'))).articleId).toBe(first.articleId);
    expect((await titles(reader)).sort()).toEqual(['A', 'B']);
  });

  test('tells the window: a new feed, and what is new in it', async () => {
    const server = await serving('/story', story('A day at sea'));
    const reader = engine();
    const { feedId } = await save(reader, server.url('/story'));
    await reader.waitFor('feeds.changed');
    await reader.waitFor('articles.changed', ({ changes }) =>
      changes.some((change) => change.feedId === feedId && change.added === 1),
    );
  });

  test('asks without encryption where nobody listens for the other', async () => {
    const server = await serving('/story', story('A day at sea'));
    const reader = engine();
    // Written so that nothing gives it away as this machine, where nobody expects encryption.
    const address = server.url('/story').replace('http://127.0.0.1', '127.1');
    const { articleId } = await save(reader, address);
    const { url } = await reader.api['articles.get']({ id: articleId });
    expect(url).toBe(server.url('/story'));
  });
});

describe('a page that cannot be saved', () => {
  test.each([
    ['is none', 'application/pdf', 200, 'not-a-page'],
    ['is not there', 'text/html', 404, 'http-status'],
    ['is guarded', 'text/html', 403, 'http-status'],
  ])('because it %s says so, and leaves nothing', async (_why, contentType, status, code) => {
    const server = await feedServer();
    server.on('/story', (_request, response) => {
      response.writeHead(status, { 'content-type': contentType }).end('%PDF-1.7');
    });
    const reader = engine();
    const { host } = new URL(server.url('/'));
    expect(await failureOf(save(reader, server.url('/story')))).toMatchObject({
      code,
      details: { host },
    });
    expect((await reader.api['feeds.list']({})).feeds).toEqual([]);
  });

  test('because it is no address costs no request', async () => {
    const reader = engine();
    for (const address of ['saved:pages', 'two words', 'file:///etc/passwd', 'javascript:x']) {
      expect((await failureOf(save(reader, address))).code).toBe('invalid-input');
    }
  });

  test('because its server wants to be left alone is not asked for', async () => {
    const server = await serving('/story', story('A day at sea'));
    server.on('/busy', (_request, response) => response.writeHead(429, { 'retry-after': '600' }).end());
    const reader = engine();
    await failureOf(save(reader, server.url('/busy')));
    expect(await failureOf(save(reader, server.url('/story')))).toMatchObject({
      code: 'http-status',
      details: { status: 429 },
    });
    expect(paths(server)).toEqual(['/busy']);
    reader.letTimePass(601_000);
    await save(reader, server.url('/story'));
  }); // prettier-ignore

  test('because it lies on a private network is saved after one question', async () => {
    const server = await serving('/story', story('A day at sea'));
    const reader = engine({ isStrict: true });
    expect((await failureOf(save(reader, server.url('/story')))).code).toBe('private-address');
    expect(paths(server)).toEqual([]);
    await save(reader, server.url('/story'), { allowPrivate: true });
    expect(await titles(reader)).toEqual(['A day at sea']);
  });

  test('because it leads into a private network is not asked for', async () => {
    const server = await feedServer();
    const other = await serving('/story', story('Router'));
    server.on('/', (_request, response) => {
      response.writeHead(302, { location: other.url('/story') }).end();
    });
    const reader = engine({ isStrict: true });
    const failure = await failureOf(save(reader, server.url('/'), { allowPrivate: true }));
    expect(failure.code).toBe('private-address');
    expect(paths(other)).toEqual([]);
  });

  test('without a name and a password is saved with them', async () => {
    const server = await feedServer();
    const signIn = { username: 'ada', password: 'note-g' };
    const basic = `Basic ${Buffer.from('ada:note-g').toString('base64')}`;
    server.on('/story', ({ headers }, response) => {
      const isIn = headers.authorization === basic;
      response.writeHead(isIn ? 200 : 401, { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="x"' }); // prettier-ignore
      response.end(story('Members'));
    });
    const reader = engine();
    expect((await failureOf(save(reader, server.url('/story')))).code).toBe('sign-in');
    await save(reader, server.url('/story'), { signIn });
    expect(await titles(reader)).toEqual(['Members']);
  });
});

describe('the feed of saved pages', () => {
  const withPage = async (
    options: StartOptions = {},
  ): Promise<RunningEngine & { server: FeedServer; feedId: never; articleId: never }> => {
    const server = await serving('/story', story('A day at sea'));
    const reader = engine(options);
    const { feedId, articleId } = await save(reader, server.url('/story'));
    return { ...reader, server, feedId: feedId as never, articleId: articleId as never };
  };

  test('is never fetched: not with all, not by its name, not when time passes', async () => {
    const reader = await withPage();
    const { server, feedId } = reader;
    server.serve('/feed', rss(items(1), 'Honest'), FEED);
    await subscribe(reader, server.url('/feed'));
    expect(await refresh(reader)).toMatchObject({ total: 1, done: 1, failed: 0 });
    expect(await refresh(reader, { kind: 'feed', feedId })).toMatchObject({ total: 0, failed: 0 });
    reader.letTimePass(30 * 86_400_000);
    reader.engine.notice('woke');
    await reader.waitFor('refresh.progress', ({ runId, state }) => runId === 3 && state === 'finished'); // prettier-ignore
    expect(paths(server).filter((path) => path !== '/feed')).toEqual(['/story']);
    const { feeds: all } = await reader.api['feeds.list']({});
    expect(all.find(({ id }) => id === feedId)).toMatchObject({ failure: null, checkedAt: null });
    const { ledger } = await reader.api['feeds.details']({ feedId });
    expect(ledger).toMatchObject({ requests: 0, nextDueAt: null });
    expect(reader.problems).toEqual([]);
  });

  test('has no address to change, nobody to sign in to, and cannot be joined', async () => {
    const reader = await withPage();
    const { api, server, feedId } = reader;
    server.serve('/feed', rss(items(1), 'Honest'), FEED);
    const other = await subscribe(reader, server.url('/feed'));
    const signIn = { username: 'ada', password: 'x' };
    for (const call of [
      api['feeds.configure']({ feedId, change: { url: server.url('/other') } }),
      api['feeds.configure']({ feedId, change: { isPaused: true } }),
      api['feeds.signIn']({ feedId, signIn }),
      api['feeds.merge']({ feedId, into: other }),
      api['feeds.merge']({ feedId: other, into: feedId }),
    ]) {
      expect((await failureOf(call)).code).toBe('invalid-input');
    }
    expect((await failureOf(api['feeds.allowPrivate']({ feedIds: [feedId] }))).code).toBe('not-found'); // prettier-ignore
    expect((await titles(reader, { kind: 'feed', feedId }))).toEqual(['A day at sea']);
  }); // prettier-ignore

  test('is removed and brought back like any other', async () => {
    const reader = await withPage();
    const { api, feedId } = reader;
    expect(await api['feeds.unsubscribe']({ feedId })).toEqual({ title: 'Saved pages' });
    expect(await titles(reader)).toEqual([]);
    await api['feeds.restore']({ feedId });
    expect(await titles(reader)).toEqual(['A day at sea']);
  });

  test('comes back whole with the next page after it was removed', async () => {
    const reader = await withPage();
    const { api, server, feedId } = reader;
    await api['feeds.unsubscribe']({ feedId });
    server.serve('/next', story('Another'), HTML);
    expect((await save(reader, server.url('/next'))).feedId).toBe(feedId);
    expect((await titles(reader)).sort()).toEqual(['A day at sea', 'Another']);
  });

  test('is not named by an OPML file, and not found by its address', async () => {
    const reader = await withPage();
    const text = `<opml version="2.0"><body><outline text="x" xmlUrl="${SAVED_PAGES_URL}"/></body></opml>`;
    expect(await reader.api['opml.import']({ text })).toMatchObject({ added: 0, refused: 1 });
    const found = reader.api['feeds.discover']({ address: SAVED_PAGES_URL, allowPrivate: false, signIn: null }); // prettier-ignore
    expect((await failureOf(found)).code).toBe('invalid-input');
  });

  test('has no icon that anybody would look for', async () => {
    const server = await serving('/story', story('A day at sea'));
    server.serve('/feed', rss(items(1), 'Honest'), FEED);
    const reader = timedEngine();
    await save(reader, server.url('/story'));
    await subscribe(reader, server.url('/feed'));
    await look(reader);
    expect((await feeds(reader)).map(({ iconId }) => iconId)).toEqual([null, null]);
    // The host's own icon is looked for once, for the feed.
    expect(server.countOf('/favicon.ico')).toBe(1);
    expect(server.countOf('/story')).toBe(1);
  });
});

describe('a page made to hurt', () => {
  test.each([
    ['H39a, 120,000 elements', '<div><a href=x>link text</a>, <span>a</span></div>'.repeat(40_000)],
    ['H39b, 5,000 elements deep', `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}`],
  ])('is kept whole: %s', async (_what, body) => {
    const server = await serving('/bomb', `<html><head><title>Bomb</title></head><body>${body}`);
    const reader = engine();
    const start = performance.now();
    const { articleId, title } = await save(reader, server.url('/bomb'));
    expect(performance.now() - start).toBeLessThan(8000);
    expect(title).toBe('Bomb');
    const { html, isTextOnly } = await reader.api['articles.get']({ id: articleId });
    expect(html).toContain(body.includes('deep') ? 'deep' : 'link text');
    expect(isTextOnly || html.includes('<div>')).toBe(true);
  }); // prettier-ignore

  test('and hanging whoever looks for its article is given up, and nothing else suffers', async () => {
    // As deep and as large as is let through: about ten seconds of work, and less is allowed here.
    const nest = `${'<div>'.repeat(190)}<p>a, b</p>${'</div>'.repeat(190)}`;
    const server = await serving('/bomb', `<html><body>${nest.repeat(75)}</body></html>`);
    server.serve('/feed', rss(items(2), 'Honest'), FEED).serve('/story', story('After'), HTML);
    const reader = engine({ pageDeadlineMs: 3000 });
    const bomb = failureOf(save(reader, server.url('/bomb')));
    await expect.poll(() => server.countOf('/bomb')).toBe(1);
    const start = performance.now();
    await subscribe(reader, server.url('/feed'));
    expect(performance.now() - start).toBeLessThan(2000);
    const { host } = new URL(server.url('/'));
    expect(await bomb).toMatchObject({ code: 'too-large', details: { host } });
    await save(reader, server.url('/story'));
    expect((await titles(reader)).sort()).toEqual(['After', 'Item 0', 'Item 1']);
  }, 30_000);
});
