import { expect, test } from 'vitest';
import { isProbeDue, PROBE_AFTER_MS } from '../../../src/main/core/unconditionalProbe';

const now = Date.UTC(2026, 10, 24);
const due = { wholeAt: now - PROBE_AFTER_MS, refusesProbes: false };

test('a feed that came whole eight days ago is asked for whole again', () => {
  expect(isProbeDue('https://example.org/feed', due, now)).toBe(true);
  expect(isProbeDue('https://example.org/feed', { ...due, wholeAt: due.wholeAt + 1 }, now)).toBe(
    false,
  );
  expect(isProbeDue('https://example.org/feed', { ...due, wholeAt: null }, now)).toBe(false);
});

test('but not where the publisher asks readers not to', () => {
  const urls = ['https://rachelbythebay.com/w/atom.xml', 'https://www.openrss.org/example.org'];
  for (const url of urls) expect(isProbeDue(url, due, now)).toBe(false);
  expect(isProbeDue('https://example.org/feed', { ...due, refusesProbes: true }, now)).toBe(false);
});

test('a name that only ends alike is another publisher', () => {
  expect(isProbeDue('https://notopenrss.org/feed', due, now)).toBe(true);
});
