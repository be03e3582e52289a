import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { followRedirect } from '../../../src/main/fetch/redirect';
import { rss } from '../../support/builders';
import { engine, feedServer, temporaryFolder } from '../../support/forOneTest';
import { refresh, subscribe, titles } from '../engine/reading';
import { failureOf, fetchFeed, textOf } from '../http/fetchFeed';

describe('a redirect away from the web', () => {
  test.each([
    'app://bundle/index.html',
    'app://bundle/',
    'sample://guide/feed.xml',
    'data:text/xml,<rss/>',
    'ftp://127.0.0.1/feed',
    'javascript:alert(1)',
    'blob:http://127.0.0.1/x',
    'about:blank',
    'gopher://127.0.0.1/',
    'view-source:http://127.0.0.1/',
  ])('[S1.3] to %s is refused, and nothing is handed back', async (location) => {
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(302, { location }).end());
    expect((await failureOf(fetchFeed(server.url('/')))).code).toBe('unsafe-redirect');
    expect(server.requests).toHaveLength(1);
  });

  test('[S1.3] to a file that is there is refused at every kind of redirect', async () => {
    const secret = join(temporaryFolder(), 'secret.xml');
    writeFileSync(secret, '<rss>secret</rss>');
    const server = await feedServer();
    for (const status of [301, 302, 303, 307, 308]) {
      const location = pathToFileURL(secret).href;
      server.on('/', (_request, response) => response.writeHead(status, { location }).end());
      const failure = await failureOf(fetchFeed(server.url('/')));
      expect(failure.code).toBe('unsafe-redirect');
      expect(JSON.stringify(failure)).not.toContain('secret');
    }
  });

  test('[S1.3] is refused behind a harmless redirect as well', async () => {
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(302, { location: '/next' }).end());
    server.on('/next', (_request, response) =>
      response.writeHead(302, { location: 'file:///etc/hostname' }).end(),
    );
    expect((await failureOf(fetchFeed(server.url('/')))).code).toBe('unsafe-redirect');
    expect(server.countOf('/next')).toBe(1);
  });

  test('[S1.3] from https to http is refused', () => {
    expect(() => followRedirect(302, 'http://127.0.0.1/', new URL('https://127.0.0.1/'))).toThrow(
      'An unsafe redirect was refused.',
    );
  });

  test('[S1.3] control: the same redirect to the web hands back what is there', async () => {
    const server = await feedServer();
    server.on('/', (_request, response) => response.writeHead(302, { location: '/feed' }).end());
    server.serve('/feed', '<rss/>');
    expect(await textOf(fetchFeed(server.url('/')))).toBe('<rss/>');
  });

  test('[S1.3] leads an engine neither to a subscription nor to an article', async () => {
    const secret = join(temporaryFolder(), 'secret.xml');
    writeFileSync(secret, rss([{ guid: 's', title: 'secret' }], 'secret'));
    const server = await feedServer();
    server.serve('/feed', rss([{ guid: '1', title: 'One' }]));
    const reader = engine();
    const feedId = await subscribe(reader, server.url('/feed'));
    for (const location of [pathToFileURL(secret).href, 'sample://guide/feed.xml']) {
      const away = (_request: unknown, response: ServerResponse): void => {
        response.writeHead(302, { location }).end();
      };
      server.on('/new', away).on('/feed', away);
      for (const method of ['feeds.discover', 'feeds.subscribe'] as const) {
        const url = server.url('/new');
        const typed = { allowPrivate: false, signIn: null };
        const input = method === 'feeds.discover' ? { address: url, ...typed } : { url, ...typed };
        await expect(reader.api[method](input as never)).rejects.toMatchObject({
          code: 'unsafe-redirect',
        });
      }
      expect(await refresh(reader, { kind: 'feed', feedId })).toMatchObject({ failed: 1 });
    }
    expect(await titles(reader)).toEqual(['One']);
    expect((await reader.api['feeds.list']({})).feeds).toHaveLength(1);
  });
});
