import { expect, test } from 'vitest';
import { contract, isMethodName, type MethodName } from '../../../src/shared/contract/index';
import { MAX_ARTICLES_PER_CALL } from '../../../src/shared/contract/articles';
import { COMMANDS, CommandId } from '../../../src/shared/commands';
import { DEFAULT_SETTINGS, Settings, SettingsChange } from '../../../src/shared/model';
import { createHandlers, type Services } from '../../../src/main/engine/handlers';

const names = Object.keys(contract) as MethodName[];
const takes = (method: MethodName, input: unknown): boolean =>
  contract[method].input.safeParse(input).success;

test('the engine has exactly one handler for each method of its own', () => {
  const handlers = Object.keys(createHandlers({} as Services)).sort();
  expect(handlers).toEqual(names.filter((name) => contract[name].host === 'engine').sort());
});

test('what only the main process can do is called shell, and nothing else is', () => {
  const shell = names.filter((name) => contract[name].host === 'shell');
  expect(shell).toEqual(names.filter((name) => name.startsWith('shell.')));
  expect(shell).not.toEqual([]);
});

test('a name inherited by every object is no method', () => {
  for (const name of ['toString', 'constructor', '__proto__', 'valueOf', 5, null, undefined]) {
    expect(isMethodName(name)).toBe(false);
  }
  expect(names.every(isMethodName)).toBe(true);
});

test('no method takes a key it does not know', () => {
  for (const name of names) expect(takes(name, { unknownKey: 1 })).toBe(false);
});

test.each([
  ['javascript:alert(1)', false],
  ['file:///etc/passwd', false],
  ['sample://guide/feed.xml', false],
  ['ftp://example.org/feed', false],
  [`https://example.org/${'a'.repeat(2048)}`, false],
  ['https://example.org/feed', true],
  ['http://127.0.0.1:8080/feed', true],
])('subscribing to %s: %s', (url, isTaken) => {
  expect(takes('feeds.subscribe', { url, allowPrivate: false, signIn: null })).toBe(isTaken);
});

test('one call names at least one article and at most 500', () => {
  const ids = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
  const marked = (count: number): boolean =>
    takes('articles.setRead', { ids: ids(count), read: true });
  expect([0, 1, MAX_ARTICLES_PER_CALL, MAX_ARTICLES_PER_CALL + 1].map(marked)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test.each([0, -1, 1.5, Number.MAX_SAFE_INTEGER + 1, Number.NaN, '1'])(
  'an article has no id %s',
  (id) => {
    expect(takes('articles.get', { id })).toBe(false);
  },
);

test('a page holds 1 to 200 rows', () => {
  const page = (limit: number): boolean =>
    takes('articles.list', { scope: { kind: 'all' }, show: 'all', before: null, limit });
  expect([0, 1, 200, 201].map(page)).toEqual([false, true, true, false]);
});

test('the default settings are settings, and a change may name any of them', () => {
  expect(Settings.parse(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  expect(SettingsChange.parse({ unreadOnly: true })).toEqual({ unreadOnly: true });
  expect(SettingsChange.safeParse({ listWidth: 5000 }).success).toBe(false);
});

test('every command is described once, and no key belongs to two commands', () => {
  expect(COMMANDS.map(({ id }) => id).sort()).toEqual([...CommandId.options].sort());
  const keys = COMMANDS.flatMap((command) => command.keys);
  expect(keys).toEqual([...new Set(keys)]);
});
