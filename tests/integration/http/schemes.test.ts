import { expect, test } from 'vitest';
import type { Purpose } from '../../../src/main/core/ports';
import { rawServer } from '../../support/forOneTest';
import { failureOf, fetchFeed, textOf } from './fetchFeed';
import { redirecting, saying } from './servers';

const TARGETS = [
  'file:///etc/passwd',
  'app://bundle/index.html',
  'data:text/xml,<rss/>',
  'about:blank',
  'blob:http://127.0.0.1/7b2e',
  'ftp://127.0.0.1/feed.xml',
  'chrome://settings/',
  'devtools://devtools/bundled/inspector.html',
];
const PURPOSES: readonly Purpose[] = ['feed', 'page', 'image', 'icon'];
const CASES = TARGETS.flatMap((target) => PURPOSES.map((purpose) => ({ target, purpose }))).map(
  (choice, index) => ({ id: `[A14.${String(index + 1).padStart(2, '0')}]`, ...choice }),
);

test.each(CASES)('$id a $purpose is not read from $target', async ({ target, purpose }) => {
  const server = await rawServer(redirecting(target, 301));
  expect(await failureOf(fetchFeed(server.url(), { purpose }))).toMatchObject({
    code: 'unsafe-redirect',
    details: { host: `127.0.0.1:${String(server.port)}` },
  });
  expect(server.heads).toHaveLength(1);
});

test.each(PURPOSES)(
  'control: a %s is read from where a redirect within the web leads',
  async (purpose) => {
    const end = await rawServer(saying('there'));
    const server = await rawServer(redirecting(end.url(), 301));
    expect(await textOf(fetchFeed(server.url(), { purpose }))).toBe('there');
  },
);

test.each(['ftp://127.0.0.1/', 'file:///etc/passwd', 'data:,x', 'nonsense'])(
  'what is no address of the web is not asked for: %s',
  async (url) => {
    expect((await failureOf(fetchFeed(url))).code).toBe('network');
  },
);
