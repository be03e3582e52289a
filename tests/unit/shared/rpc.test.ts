import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { command, query } from '../../../src/shared/contract/define';
import { ReaderError } from '../../../src/shared/errors';
import { createClient, createDispatcher, type Dispatch, type Reply } from '../../../src/shared/rpc';

const methods = {
  'texts.double': query(z.strictObject({ text: z.string() }), z.strictObject({ text: z.string() })),
  'texts.store': command(z.strictObject({}), z.strictObject({})),
};

interface Desk {
  readonly dispatch: Dispatch;
  readonly handled: unknown[];
  readonly unforeseen: [method: string, error: unknown][];
}

function desk(handlers: Record<string, (input: never) => unknown> = {}): Desk {
  const handled: unknown[] = [];
  const unforeseen: [string, unknown][] = [];
  const dispatch = createDispatcher(
    methods,
    {
      'texts.double': (input: { text: string }) => {
        handled.push(input);
        return { text: input.text + input.text };
      },
      ...handlers,
    },
    (method, error) => unforeseen.push([method, error]),
  );
  return { dispatch, handled, unforeseen };
}

const codeOf = (reply: Reply): string => (reply.ok ? 'ok' : reply.error.code);

describe('the dispatcher', () => {
  test('parses the input, runs the handler and wraps what it answers', async () => {
    const { dispatch, handled } = desk();
    expect(await dispatch('texts.double', { text: 'ab' })).toEqual({
      ok: true,
      value: { text: 'abab' },
    });
    expect(handled).toEqual([{ text: 'ab' }]);
  });

  test.each(['no.such', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'answers the unknown method "%s" with invalid-input',
    async (name) => {
      const { dispatch, unforeseen } = desk();
      expect(codeOf(await dispatch(name, {}))).toBe('invalid-input');
      expect(unforeseen).toEqual([]);
    },
  );

  test('answers a declared method that has no handler here with invalid-input', async () => {
    expect(codeOf(await desk().dispatch('texts.store', {}))).toBe('invalid-input');
  });

  test.each([
    ['a key too many', { text: 'a', extra: 1 }],
    ['a missing key', {}],
    ['a wrong type', { text: 5 }],
    ['null', null],
    ['nothing', undefined],
    ['an array', [{ text: 'a' }]],
    ['an own __proto__ key', JSON.parse('{"text":"a","__proto__":{"polluted":true}}')],
  ])('refuses %s, and no handler runs', async (_what, input) => {
    const { dispatch, handled } = desk();
    expect(codeOf(await dispatch('texts.double', input))).toBe('invalid-input');
    expect(handled).toEqual([]);
    expect({}).not.toHaveProperty('polluted');
  });

  test('passes a foreseen failure on with its code and details', async () => {
    const { dispatch, unforeseen } = desk({
      'texts.double': () => {
        throw new ReaderError('http-status', 'Gone.', { status: 410, host: 'example.org' });
      },
    });
    expect(await dispatch('texts.double', { text: '' })).toEqual({
      ok: false,
      error: {
        code: 'http-status',
        message: 'Gone.',
        details: { status: 410, host: 'example.org' },
      },
    });
    expect(unforeseen).toEqual([]);
  });

  test.each([
    ['throws', () => Promise.reject(new TypeError('/home/ada/secret.sqlite3 is locked'))],
    [
      'throws at once',
      () => {
        throw new TypeError('/home/ada/secret.sqlite3 is locked');
      },
    ],
  ])('hides the message of a handler that %s, and logs it in full', async (_how, handler) => {
    const { dispatch, unforeseen } = desk({ 'texts.double': handler });
    const reply = await dispatch('texts.double', { text: '' });
    expect(codeOf(reply)).toBe('internal');
    expect(JSON.stringify(reply)).not.toContain('secret');
    expect(unforeseen).toHaveLength(1);
    expect(String(unforeseen[0]?.[1])).toContain('secret');
  });
});

describe('the client', () => {
  const clientOf = (reply: unknown): ReturnType<typeof createClient> =>
    createClient(() => Promise.resolve(reply));

  test('sends the method and its input, and answers with the value', async () => {
    const calls: unknown[] = [];
    const client = createClient((method, input) => {
      calls.push([method, input]);
      return Promise.resolve({ ok: true, value: { opened: true } });
    });
    const input = { url: 'https://example.org/' };
    expect(await client['shell.openExternal'](input)).toEqual({ opened: true });
    expect(calls).toEqual([['shell.openExternal', input]]);
  });

  test('throws the failure that the other side reports', async () => {
    const error = { code: 'duplicate-feed', message: 'Already here.', details: { feedId: 7 } };
    await expect(clientOf({ ok: false, error })['feeds.list']({})).rejects.toMatchObject({
      name: 'ReaderError',
      ...error,
    });
  });

  test.each([
    ['misses a key', { folders: [] }],
    ['has a key too many', { folders: [], feeds: [], secrets: [] }],
    ['has a wrong type', { folders: [], feeds: 'none' }],
  ])('refuses an answer that %s', async (_how, value) => {
    await expect(clientOf({ ok: true, value })['feeds.list']({})).rejects.toMatchObject({
      code: 'internal',
      message: 'The answer to feeds.list breaks the contract.',
    });
  });

  test.each([
    ['undefined', undefined],
    ['a bare value', { folders: [], feeds: [] }],
    ['an error code that is not on the list', { ok: false, error: { code: 'odd', message: '' } }],
    ['success and failure at once', { ok: true, value: {}, error: {} }],
  ])('refuses %s as a reply', async (_what, reply) => {
    await expect(clientOf(reply)['feeds.list']({})).rejects.toMatchObject({ code: 'internal' });
  });
});
