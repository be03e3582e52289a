import { describe, expect, test } from 'vitest';
import {
  iconHostOf,
  isIconShaped,
  LONGEST_ICON_WAIT_MS,
  nextIconTry,
  sharedIcon,
} from '../../../src/main/core/siteIcon';

const DAY_MS = 86_400_000;

describe('a feed shows the icon of', () => {
  test.each([
    ['its site', 'https://feeds.example.org/x', 'https://www.example.org/blog', 'www.example.org'],
    ['its own host where it names no site', 'https://example.org:8080/x', null, 'example.org:8080'],
    ['its own host where the site is no web address', 'https://a.example/x', 'mailto:a@b', 'a.example'],
    ['its own host where the site is nonsense', 'https://a.example/x', 'http://', 'a.example'],
    ['nothing when it comes with the app', 'sample://guide/feed.xml', null, null],
    ['its site even when it comes with the app', 'sample://guide/feed.xml', 'https://a.example/', 'a.example'],
  ])('%s', (_what, url, siteUrl, host) => {
    expect(iconHostOf({ url, siteUrl })).toBe(host);
  }); // prettier-ignore
});

test.each([
  [16, 16, true],
  [32, 26, true],
  [1024, 1024, true],
  [1025, 1025, false],
  [144, 50, false],
  [88, 31, false],
  [31, 88, false],
])('%i × %i pixels can be an icon: %s', (width, height, can) => {
  expect(isIconShaped({ width, height })).toBe(can);
});

test('a host is tried again after a month, a week, or a day when nobody was reached', () => {
  const now = Date.UTC(2026, 10, 24);
  expect((nextIconTry('found', now) - now) / DAY_MS).toBe(30);
  expect((nextIconTry('none', now) - now) / DAY_MS).toBe(7);
  expect((nextIconTry('unreached', now) - now) / DAY_MS).toBe(1);
  expect(LONGEST_ICON_WAIT_MS).toBe(30 * DAY_MS);
});

describe('the feeds’ own picture is the site’s', () => {
  const a = { iconUrl: 'https://example.org/a.png' };
  test('when all of them name the same', () => {
    expect(sharedIcon([a])).toBe(a.iconUrl);
    expect(sharedIcon([a, { ...a }])).toBe(a.iconUrl);
  });
  test('and otherwise none is, as where many people publish on one host', () => {
    expect(sharedIcon([a, { iconUrl: 'https://example.org/b.png' }])).toBeNull();
    expect(sharedIcon([a, { iconUrl: null }])).toBeNull();
    expect(sharedIcon([{ iconUrl: null }])).toBeNull();
    expect(sharedIcon([])).toBeNull();
  });
});
