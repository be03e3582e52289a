import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ShellLine } from '../../../src/main/engine/shellLine';
import type { FromEngine } from '../../../src/shared/engineMessages';

type Question = Extract<FromEngine, { kind: 'ask' }>;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function line(): { shell: ShellLine; asked: Question[] } {
  const asked: Question[] = [];
  const shell = new ShellLine((message) => {
    if (message.kind === 'ask') asked.push(message);
  });
  return { shell, asked };
}

test('answers find their questions, in whatever order they come', async () => {
  const { shell, asked } = line();
  const proxy = shell.resolveProxy('https://example.org/');
  const sealed = shell.safe.seal('secret');
  const opened = shell.safe.open(new Uint8Array([1, 2]));
  expect(asked.map(({ question, input }) => [question, input])).toEqual([
    ['proxy.resolve', 'https://example.org/'],
    ['safe.seal', 'secret'],
    ['safe.open', new Uint8Array([1, 2])],
  ]);
  const values = ['DIRECT', new Uint8Array([9]), null];
  for (const index of [2, 0, 1]) {
    shell.receive({ kind: 'answer', id: asked[index]!.id, value: values[index] });
  }
  expect(await Promise.all([proxy, sealed, opened])).toEqual(values);
});

test('a question without an answer fails in its own way', async () => {
  const { shell, asked } = line();
  const proxy = expect(shell.resolveProxy('https://example.org/')).rejects.toMatchObject({
    code: 'proxy',
  });
  const safe = expect(shell.safe.seal('secret')).rejects.toMatchObject({ code: 'unavailable' });
  for (const { id } of asked) shell.receive({ kind: 'unanswered', id });
  await Promise.all([proxy, safe]);
});

test('nobody waits for ever: 15 seconds for a proxy, a minute for a safe that must be unlocked', async () => {
  const { shell, asked } = line();
  const ended: string[] = [];
  const proxy = shell.resolveProxy('https://example.org/').catch(() => ended.push('proxy'));
  const safe = shell.safe.open(new Uint8Array()).catch(() => ended.push('safe'));
  await vi.advanceTimersByTimeAsync(14_999);
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toEqual(['proxy']);
  await vi.advanceTimersByTimeAsync(44_999);
  expect(ended).toEqual(['proxy']);
  await vi.advanceTimersByTimeAsync(1);
  await Promise.all([proxy, safe]);
  expect(ended).toEqual(['proxy', 'safe']);
  // An answer that comes later is of no use, and no harm.
  for (const { id } of asked) shell.receive({ kind: 'answer', id, value: 'DIRECT' });
});

test('no words of a secret are in what is thrown', async () => {
  const { shell, asked } = line();
  const failure = shell.safe.seal('s3cret').catch((error: unknown) => String(error));
  shell.receive({ kind: 'unanswered', id: asked[0]!.id });
  expect(await failure).not.toContain('s3cret');
});
