import { describe, expect, test } from 'vitest';
import { rawServer } from '../../support/forOneTest';
import { fetchFeed, textOf } from './fetchFeed';
import { blackHole, rawServerAt, saying, timed } from './servers';

const IPV4 = { address: '127.0.0.1', family: 4 };
const IPV6 = { address: '::1', family: 6 };

const named = (port: number): string => `http://news.example:${String(port)}/`;

describe('a host', () => {
  test('[F20.01] whose IPv6 is dead is reached by IPv4 within a second', async () => {
    const server = await rawServer(saying('news'));
    await blackHole('::1', server.port);
    const resolve = () => Promise.resolve([IPV6, IPV4]);
    const { result, took } = await timed(
      textOf(fetchFeed(named(server.port), { client: { resolve } })),
    );
    expect(result).toBe('news');
    // It was tried: a quarter of a second is what an address is given before the next one's turn.
    expect(took).toBeGreaterThanOrEqual(200);
    expect(took).toBeLessThan(1000);
  });

  test('[F20.02] that has IPv6 only is reached', async () => {
    const server = await rawServerAt('::1', saying('news'));
    const resolve = () => Promise.resolve([IPV6]);
    expect(await textOf(fetchFeed(named(server.port), { client: { resolve } }))).toBe('news');
    expect(await textOf(fetchFeed(server.url()))).toBe('news');
  });

  test('[F20.03] that has IPv4 only is reached', async () => {
    const server = await rawServer(saying('news'));
    const resolve = () => Promise.resolve([IPV4]);
    expect(await textOf(fetchFeed(named(server.port), { client: { resolve } }))).toBe('news');
  });
});
