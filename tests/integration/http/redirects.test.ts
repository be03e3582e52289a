import { describe, expect, test } from 'vitest';
import { followRedirect } from '../../../src/main/fetch/redirect';
import type { FeedServer } from '../../support/feedServer';
import { feedServer, rawServer } from '../../support/forOneTest';
import { contentOf, failureOf, fetchFeed, refusalOf } from './fetchFeed';
import { redirecting, saying } from './servers';

function redirect(server: FeedServer, from: string, status: number, location?: string): void {
  server.on(from, (_request, response) => {
    response.writeHead(status, location === undefined ? {} : { location }).end('moved');
  });
}

async function chain(...statuses: number[]): Promise<{ url: string; permanentUrl: string }> {
  const server = await feedServer();
  statuses.forEach((status, hop) => {
    redirect(server, `/${String(hop)}`, status, `/${String(hop + 1)}`);
  });
  server.serve(`/${String(statuses.length)}`, '<rss/>');
  const { url, permanentUrl } = (await contentOf(fetchFeed(server.url('/0')))).facts;
  return { url: new URL(url).pathname, permanentUrl: new URL(permanentUrl).pathname };
}

describe('a redirect', () => {
  test.each([301, 308])(
    '%i is for ever: the new address is the one to ask next time',
    async (status) => {
      expect(await chain(status)).toEqual({ url: '/1', permanentUrl: '/1' });
    },
  );

  test.each([302, 303, 307])('%i is for this time only', async (status) => {
    expect(await chain(status)).toEqual({ url: '/1', permanentUrl: '/0' });
  });

  test.each([
    [[301, 302], '/1'],
    [[302, 301], '/0'],
    [[301, 308, 307, 301], '/2'],
  ])('after redirect %j only the leading permanent part counts', async (statuses, permanentUrl) => {
    expect(await chain(...statuses)).toEqual({ url: `/${String(statuses.length)}`, permanentUrl });
  });

  test('may lead to another server', async () => {
    const [from, to] = [await feedServer(), await feedServer()];
    redirect(from, '/', 301, to.url('/feed'));
    to.serve('/feed', '<rss/>');
    expect((await contentOf(fetchFeed(from.url('/')))).facts.permanentUrl).toBe(to.url('/feed'));
  });

  test('that leads back is given up at once', async () => {
    const server = await feedServer();
    redirect(server, '/loop', 302, '/back');
    redirect(server, '/back', 302, '/loop');
    expect((await failureOf(fetchFeed(server.url('/loop')))).code).toBe('network');
    expect(server.countOf('/loop')).toBe(1);
  });

  test('within one server needs one connection only', async () => {
    const server = await rawServer((socket, head) => {
      const step = Number(/^GET \/(\d)/.exec(head)?.[1]);
      (step < 5 ? redirecting(`/${String(step + 1)}`) : saying('news'))(socket, head);
    });
    await contentOf(fetchFeed(server.url('/1')));
    expect([server.heads.length, server.connections]).toEqual([5, 1]);
  });

  test('to another host waits for leave to go there, and the wait is not held against it', async () => {
    const [from, to] = [await feedServer(), await feedServer()];
    redirect(from, '/', 302, '/inside');
    redirect(from, '/inside', 302, to.url('/feed'));
    to.serve('/feed', '<rss/>');
    const asked: string[] = [];
    const beforeHop = async (url: string): Promise<void> => {
      asked.push(url);
      expect(to.requests).toEqual([]);
      await new Promise((resolve) => setTimeout(resolve, 1200));
    };
    await contentOf(fetchFeed(from.url('/'), { beforeHop, client: { totalMs: 1000 } }));
    expect(asked).toEqual([to.url('/feed')]);
  });

  test('leaves a record of every hop', async () => {
    const server = await feedServer();
    redirect(server, '/old', 301, '/new#part');
    server.on('/new', (_request, response) => {
      response.writeHead(307, { location: server.url('/end').replace('//', '//name:secret@') });
      response.end();
    });
    server.serve('/end', '<rss/>');
    const { facts } = await contentOf(fetchFeed(server.url('/old')));
    expect(facts).toMatchObject({
      url: server.url('/end'),
      hops: [
        { url: server.url('/old'), status: 301 },
        { url: server.url('/new'), status: 307 },
      ],
    });
  });

  test.each([
    ['UTF-8', Buffer.from('/nouveaut\u00e9s')],
    ['ISO 8859-1', Buffer.from('/nouveaut\u00e9s', 'latin1')],
  ])('in %s is understood as browsers do', async (_what, bytes) => {
    const server = await feedServer();
    redirect(server, '/', 302, bytes.toString('latin1'));
    server.serve('/nouveaut%C3%A9s', '<rss/>');
    await contentOf(fetchFeed(server.url('/')));
  });

  test('of ten hops is followed, of eleven is not', async () => {
    expect((await chain(...Array<number>(10).fill(302))).url).toBe('/10');
    await expect(chain(...Array<number>(11).fill(302))).rejects.toMatchObject({ code: 'network' });
  });

  test.each([
    ['without a target', undefined],
    ['to nowhere', 'http://'],
  ])('%s is a failure', async (_what, location) => {
    const server = await feedServer();
    redirect(server, '/', 302, location);
    expect((await failureOf(fetchFeed(server.url('/')))).code).toBe('network');
  });

  test('keeps asking conditionally at every hop', async () => {
    const server = await feedServer();
    redirect(server, '/old', 301, '/new');
    server.serve('/new', '<rss/>', { etag: '"e"' });
    expect((await fetchFeed(server.url('/old'), { validators: { etag: '"e"' } })).kind).toBe(
      'not-modified',
    );
  });

  test.each([200, 300, 304, 404])('%i is none', (status) => {
    const from = new URL('https://example.org/a');
    expect(followRedirect(status, 'https://example.org/', from)).toBeNull();
  });

  test.each([
    ['https to http', 'https://example.org/', 'http://example.org/'],
    ['https to http by another host', 'https://example.org/', 'http://other.example/'],
  ])('from %s is refused', (_what, from, to) => {
    expect(() => followRedirect(301, to, new URL(from))).toThrow(
      expect.objectContaining({ code: 'unsafe-redirect' }) as Error,
    );
  });

  test('from http to https is welcome', () => {
    const redirect = followRedirect(301, 'https://example.org/', new URL('http://example.org/'));
    expect(redirect?.url.href).toBe('https://example.org/');
    expect(redirect?.isPermanent).toBe(true);
  });
});

test.each([400, 401, 403, 404, 410, 429, 451, 500, 503, 206, 204])(
  'the answer %i is a refusal that says so, and hands back no bytes',
  async (status) => {
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(status).end('<rss/>'));
    const answer = await refusalOf(fetchFeed(server.url('/')));
    expect(answer).toMatchObject({ facts: { status, url: server.url('/') }, isChallenge: false });
    expect(answer).not.toHaveProperty('bytes');
  },
);
