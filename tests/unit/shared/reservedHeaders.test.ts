import { expect, test } from 'vitest';
import { FeedSettings } from '../../../src/shared/model';
import { isReservedHeader } from '../../../src/shared/reservedHeaders';

const settings = (name: string) => ({
  ...{
    isPaused: false,
    intervalMinutes: null,
    userAgent: null,
    allowsPrivate: false,
    fullText: false,
  },
  header: { name, value: 'x' },
});

test.each([
  'Host',
  'keep-alive',
  'TE',
  'Content-Type',
  'content-length',
  'Proxy-Authorization',
  'proxy-anything',
  'If-Match',
  'if-none-match',
  'Accept-Encoding',
  'User-Agent',
  'Authorization',
])('%s is nothing that a feed may have of its own', (name) => {
  expect(isReservedHeader(name)).toBe(true);
  expect(FeedSettings.safeParse(settings(name)).success).toBe(false);
});

test.each(['X-Token', 'Cookie', 'Accept', 'Accept-Language', 'X-Content-Type', 'Gift'])(
  '%s is',
  (name) => {
    expect(isReservedHeader(name)).toBe(false);
    expect(FeedSettings.safeParse(settings(name)).success).toBe(true);
  },
);
