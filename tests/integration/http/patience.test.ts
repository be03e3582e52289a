import { describe, expect, test } from 'vitest';
import type { Answer } from '../../support/feedServer';
import { feedServer, rawServer } from '../../support/forOneTest';
import { failureOf, fetchFeed } from './fetchFeed';

const LIMIT_MS = 300;
/** A limit is kept when it is over long before the usual ones of 15 and 60 seconds. */
const SOON_MS = 5000;

async function timed<T>(work: Promise<T>): Promise<{ result: T; took: number }> {
  const start = performance.now();
  const result = await work;
  return { result, took: performance.now() - start };
}

describe('a server that lets one wait', () => {
  test('for its first word is given up', async () => {
    const server = await rawServer(() => undefined);
    const { result, took } = await timed(
      failureOf(fetchFeed(server.url(), { client: { headersMs: LIMIT_MS } })),
    );
    expect(result.code).toBe('timeout');
    expect(result.details?.host).toBe(`127.0.0.1:${String(server.port)}`);
    expect(took).toBeLessThan(SOON_MS);
  });

  test('in the middle of its answer is given up', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning');
    });
    const { result, took } = await timed(
      failureOf(fetchFeed(server.url(), { client: { idleMs: LIMIT_MS } })),
    );
    expect(result.code).toBe('timeout');
    expect(took).toBeLessThan(SOON_MS);
  });

  test('by sending one byte after another is given up when its time is over', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const drip = setInterval(() => socket.write('.'), 20);
      socket.on('close', () => {
        clearInterval(drip);
      });
    });
    const { result, took } = await timed(
      failureOf(fetchFeed(server.url(), { client: { totalMs: LIMIT_MS, idleMs: 10_000 } })),
    );
    expect(result.code).toBe('timeout');
    expect(took).toBeGreaterThanOrEqual(LIMIT_MS - 10);
    expect(took).toBeLessThan(SOON_MS);
  });

  test('by one redirect after another has one time for all of them', async () => {
    const server = await feedServer();
    const answer: Answer = (_request, response) => {
      const location = `/${String(server.requests.length)}`;
      server.on(location, answer);
      setTimeout(() => response.writeHead(302, { location }).end(), LIMIT_MS / 3);
    };
    server.on('/', answer);
    const { result } = await timed(
      failureOf(fetchFeed(server.url('/'), { client: { totalMs: LIMIT_MS } })),
    );
    expect(result.code).toBe('timeout');
    expect(server.requests.length).toBeLessThan(6);
  });

  test('with compressed bytes is given up as well', async () => {
    const server = await rawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n');
      socket.write(Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
    });
    expect((await failureOf(fetchFeed(server.url(), { client: { totalMs: LIMIT_MS } }))).code).toBe(
      'timeout',
    );
  });
});

describe('a request that is cancelled', () => {
  test('before it begins reaches no server', async () => {
    const server = await rawServer(() => undefined);
    const failure = await failureOf(fetchFeed(server.url(), { signal: AbortSignal.abort() }));
    expect(failure.code).toBe('cancelled');
    expect(server.heads).toEqual([]);
  });

  test.each([
    ['waits for an answer', ''],
    ['reads one', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning'],
  ])('while it %s ends at once and hangs up', async (_when, sent) => {
    const controller = new AbortController();
    let hungUp = (): void => undefined;
    const closed = new Promise<void>((resolve) => (hungUp = resolve));
    const server = await rawServer((socket) => {
      socket.on('close', () => {
        hungUp();
      });
      socket.write(sent);
      setImmediate(() => {
        controller.abort();
      });
    });
    const failure = await failureOf(fetchFeed(server.url(), { signal: controller.signal }));
    expect(failure.code).toBe('cancelled');
    await closed;
  });
});
