import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../src/main/fetch/httpClient';
import { rawServer } from '../../support/forOneTest';
import { failureOf, httpClient, textOf, webRequest } from './fetchFeed';
import { blackHole, saying, timed } from './servers';

const LIMIT_MS = 400;

interface Waiting {
  readonly url: string;
  /** The one limit that is to end the wait; the others are those of the app. */
  readonly limit: keyof typeof LIMITS;
  readonly resolve?: (name: string) => Promise<{ address: string; family: number }[]>;
}

/** The black hole is given up in time, and another server is read by the same client meanwhile. */
async function isGivenUpAlone({ url, limit, resolve }: Waiting): Promise<void> {
  const healthy = await rawServer(saying('news'));
  const client = httpClient({ [limit]: LIMIT_MS, ...(resolve === undefined ? {} : { resolve }) });
  const waiting = timed(failureOf(client.get(webRequest(url))));
  const other = await timed(textOf(client.get(webRequest(healthy.url()))));
  const { result, took } = await waiting;
  expect(other.result).toBe('news');
  expect(result).toMatchObject({ code: 'timeout', details: { host: new URL(url).host } });
  expect(other.took).toBeLessThan(took);
  expect(took).toBeGreaterThanOrEqual(LIMIT_MS - 20);
  expect(took).toBeLessThan(LIMIT_MS + 1000);
}

const address = (port: number): string => `127.0.0.1:${String(port)}`;

describe('a black hole is given up in its time, and nothing else waits for it', () => {
  test('[F14.01] in the resolver', async () => {
    const resolve = (name: string) =>
      name === 'silent.example'
        ? new Promise<never>(() => undefined)
        : Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    await isGivenUpAlone({ url: 'http://silent.example/', limit: 'connectMs', resolve });
  });

  test('[F14.02] before a connection is made', async () => {
    const hole = await blackHole('127.0.0.1');
    await isGivenUpAlone({ url: `http://${address(hole.port)}/`, limit: 'connectMs' });
  });

  test('[F14.03] in the greeting of TLS', async () => {
    const server = await rawServer(() => undefined);
    await isGivenUpAlone({ url: `https://${address(server.port)}/`, limit: 'connectMs' });
    expect(server.connections).toBe(1);
  });

  test('[F14.04] before the headers', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n');
    });
    await isGivenUpAlone({ url: server.url(), limit: 'headersMs' });
  });

  test('[F14.05] in the middle of a body', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning');
    });
    await isGivenUpAlone({ url: server.url(), limit: 'idleMs' });
  });

  test('[F14.06] that drips', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    await isGivenUpAlone({ url: server.url(), limit: 'totalMs' });
  });

  test('after ten, fifteen, fifteen and sixty seconds', () => {
    expect(LIMITS).toEqual({
      connectMs: 10_000,
      headersMs: 15_000,
      idleMs: 15_000,
      totalMs: 60_000,
    });
  });
});

test('closing the client ends a connection that is still being made', async () => {
  const hole = await blackHole('127.0.0.1');
  const client = httpClient();
  const waiting = timed(failureOf(client.get(webRequest(`http://${address(hole.port)}/`))));
  await client.close();
  const { result, took } = await waiting;
  expect(['cancelled', 'network']).toContain(result.code);
  expect(took).toBeLessThan(2000);
});
