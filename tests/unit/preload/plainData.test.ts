import { expect, test } from 'vitest';
import { isPlainData } from '../../../src/preload/plainData';

const inherited = (value: object): object => Object.create(value) as object;

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'text'],
  ['a number', 5],
  ['an object', { scope: { kind: 'feed', feedId: 1 }, before: null }],
  ['a list', { ids: [1, 2, 3] }],
  ['a key __proto__ that is a key', JSON.parse('{"__proto__":{"polluted":true}}')],
])('%s is plain', (_name, value) => {
  expect(isPlainData(value)).toBe(true);
});

test.each([
  ['another prototype', inherited({ polluted: true })],
  ['another prototype further in', { change: [inherited({ polluted: true })] }],
  ['no prototype', Object.create(null)],
  ['a map', new Map()],
  ['a date', { since: new Date(0) }],
  ['bytes', { text: new Uint8Array(2) }],
  ['a function', { text: () => 'text' }],
  ['a symbol', { text: Symbol('text') }],
  ['an instance', new URL('https://example.org/')],
])('%s is not plain', (_name, value) => {
  expect(isPlainData(value)).toBe(false);
});

test('what holds itself, or is very deep, is judged all the same', () => {
  const circle: Record<string, unknown> = { name: 'circle' };
  circle.itself = circle;
  expect(isPlainData(circle)).toBe(true);
  let deep: unknown = new Map();
  for (let count = 0; count < 100_000; count += 1) deep = [deep];
  expect(isPlainData(deep)).toBe(false);
});
