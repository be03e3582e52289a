/** How a call failed, as the window hears it. */
import { expect } from 'vitest';
import { ReaderError } from '../../../src/shared/errors';

/** Words for the log: one sentence, no path, no stack, no other error in disguise. */
const PLAIN_SENTENCE = /^[A-Z][^\n]*\.$/;
const TELLTALE = /\n|\s+at .+:\d+|\/tmp\/|node_modules|SQLITE_|undefined|\[object/;

/** @throws Error when the call did not fail, or failed with more than a plain sentence. */
export async function failureOf(call: Promise<unknown>): Promise<ReaderError> {
  const outcome = await call.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(outcome instanceof ReaderError)) throw new Error(`It ended with ${String(outcome)}.`);
  expect(outcome.message).not.toMatch(TELLTALE);
  expect(outcome.message).toMatch(PLAIN_SENTENCE);
  return outcome;
}
