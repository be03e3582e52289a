import { expect, test } from 'vitest';
import { HttpClient } from '../../../src/main/fetch/httpClient';
import { feedServer, rawServer } from '../../support/forOneTest';
import { headerLines } from '../../support/rawServer';
import { fetchFeed } from './fetchFeed';

test('a request says who asks and what for, and not a word more', async () => {
  const server = await rawServer((socket) => {
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
  });
  await fetchFeed(server.url('/feed?a=1'));
  const [head = ''] = server.heads;
  expect(head.split('\r\n')[0]).toBe('GET /feed?a=1 HTTP/1.1');
  const headers = headerLines(head);
  expect(headers.map(([name]) => name).sort()).toEqual([
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
  expect(new Map(headers).get('user-agent')).toBe('Broadsheet/1.2.3');
  expect(new Map(headers).get('accept')).toMatch(/^application\/atom\+xml, application\/rss\+xml/);
  expect(new Map(headers).get('accept-encoding')).toBe('br, gzip');
});

test('cookies are neither kept nor sent back', async () => {
  const server = await feedServer();
  server.serve('/feed', '<rss/>', { extra: { 'set-cookie': 'track=1; Path=/' } });
  const client = new HttpClient({ userAgent: 'Broadsheet/1.2.3' });
  const { signal } = new AbortController();
  for (let time = 0; time < 2; time += 1) {
    await client.get({ url: server.url('/feed'), validators: null, signal });
  }
  await client.close();
  expect(server.countOf('/feed')).toBe(2);
  expect(server.requests.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
});

test('the page before a redirect is not named to the page behind it', async () => {
  const server = await feedServer();
  server.on('/old', (_request, response) => response.writeHead(302, { location: '/new' }).end());
  server.serve('/new', '<rss/>');
  await fetchFeed(server.url('/old'));
  expect(server.countOf('/new')).toBe(1);
  expect(server.requests.filter(({ headers }) => headers.referer !== undefined)).toEqual([]);
});
