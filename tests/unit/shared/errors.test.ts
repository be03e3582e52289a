import { expect, test } from 'vitest';
import { ErrorDetails, ReaderError, fromWire, toWire, WireError } from '../../../src/shared/errors';

test('a foreseen failure survives the way to the other side and back', () => {
  const error = new ReaderError('http-status', 'The server answered 404.', {
    status: 404,
    host: 'example.org',
  });
  const back = fromWire(WireError.parse(structuredClone(toWire(error))));
  expect(back).toBeInstanceOf(ReaderError);
  expect(back).toMatchObject({ code: error.code, message: error.message, details: error.details });
});

test('a failure without details carries no details key', () => {
  expect(toWire(new ReaderError('cancelled', 'Stopped.'))).toEqual({
    code: 'cancelled',
    message: 'Stopped.',
  });
});

test.each([
  ['an error', new Error("ENOENT: open '/home/ada/library.sqlite3'")],
  ['a text', 'postgres://user:password@host'],
  ['a lookalike', { name: 'ReaderError', code: 'not-found', message: '/home/ada' }],
  ['nothing', undefined],
])('%s that nobody foresaw crosses without its words', (_what, thrown) => {
  expect(toWire(thrown)).toEqual({
    code: 'internal',
    message: 'Something went wrong inside the app.',
  });
});

test('details hold nothing but the facts on the list', () => {
  expect(ErrorDetails.safeParse({ path: '/home/ada' }).success).toBe(false);
  expect(ErrorDetails.safeParse({ status: 404.5 }).success).toBe(false);
});
