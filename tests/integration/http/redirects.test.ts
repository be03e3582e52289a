import { describe, expect, test } from 'vitest';
import { followRedirect } from '../../../src/main/fetch/redirect';
import type { FeedServer } from '../../support/feedServer';
import { feedServer } from '../../support/forOneTest';
import { contentOf, failureOf, fetchFeed } from './fetchFeed';

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
  const { url, permanentUrl } = await contentOf(fetchFeed(server.url('/0')));
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
    expect((await contentOf(fetchFeed(from.url('/')))).permanentUrl).toBe(to.url('/feed'));
  });

  test('that leads to itself is given up after ten hops', async () => {
    const server = await feedServer();
    redirect(server, '/loop', 302, '/loop');
    expect((await failureOf(fetchFeed(server.url('/loop')))).code).toBe('network');
    expect(server.countOf('/loop')).toBe(11);
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
    expect(followRedirect(status, 'https://example.org/', 'https://example.org/a')).toBeNull();
  });

  test.each([
    ['https to http', 'https://example.org/', 'http://example.org/'],
    ['https to http by another host', 'https://example.org/', 'http://other.example/'],
  ])('from %s is refused', (_what, from, to) => {
    expect(() => followRedirect(301, to, from)).toThrow(
      expect.objectContaining({ code: 'network' }) as Error,
    );
  });

  test('from http to https is welcome', () => {
    expect(followRedirect(301, 'https://example.org/', 'http://example.org/')).toEqual({
      url: 'https://example.org/',
      isPermanent: true,
    });
  });
});

test.each([400, 401, 403, 404, 410, 429, 451, 500, 503, 206, 204])(
  'the answer %i is a failure that says so, and hands back no bytes',
  async (status) => {
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(status).end('<rss/>'));
    expect(await failureOf(fetchFeed(server.url('/')))).toMatchObject({
      code: 'http-status',
      details: { status, host: new URL(server.url('/')).host },
    });
  },
);
