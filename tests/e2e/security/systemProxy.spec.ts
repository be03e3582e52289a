/** The proxy that the system names carries what the engine asks for: Electron knows it, the engine uses it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { items, rss } from '../../support/builders';
import { launchApp, type LaunchedApp } from '../../support/launchApp';
import { ReaderWindow } from '../../support/readerWindow';

/** A private address that nobody here has: without the proxy there is no answer. */
const ADDRESS = 'http://10.255.255.1/feed.xml';

let proxy: Server;
let running: LaunchedApp;
/** What the proxy was asked for, as the request line names it. */
const asked: string[] = [];

test.beforeAll(async () => {
  proxy = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === ADDRESS) response.end(rss(items(2), 'Beyond the proxy'));
    else response.writeHead(404).end();
  });
  // A client may open a tunnel for any address; this one leads no further than here.
  proxy.on('connect', (request, socket) => {
    asked.push(request.url ?? '');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.once('data', () => {
      const body = rss(items(2), 'Beyond the proxy');
      socket.end(
        `HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: ${String(Buffer.byteLength(body))}\r\nConnection: close\r\n\r\n${body}`,
      );
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  running = await launchApp();
  const { port } = proxy.address() as AddressInfo;
  await running.electron.evaluate(
    ({ session }, rules) => session.defaultSession.setProxy({ proxyRules: rules }),
    `127.0.0.1:${String(port)}`,
  );
});

test.afterAll(async () => {
  await running.close();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});

test('a feed is read through the proxy of the system', async () => {
  const reader = new ReaderWindow(running.page);
  await reader.subscribe(ADDRESS, 'Beyond the proxy');
  expect(asked.length).toBeGreaterThan(0);
  for (const target of asked) expect(target).toContain('10.255.255.1');
});
