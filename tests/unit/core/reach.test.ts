import { expect, test } from 'vitest';
import { isUnreached, reachOf } from '../../../src/main/core/reach';
import { ReaderError, type ErrorCode } from '../../../src/shared/errors';

const failure = (code: ErrorCode, reach?: 'asked' | 'answered'): ReaderError =>
  new ReaderError(code, 'It failed.', reach === undefined ? {} : { reach });

test.each<[code: ErrorCode, said: 'asked' | 'answered' | undefined, reach: string | null, isUnreached: boolean]>([
  ['network', undefined, null, true],
  ['timeout', undefined, null, true],
  ['proxy', undefined, null, true],
  ['private-address', undefined, null, true],
  ['network', 'asked', 'asked', false],
  ['timeout', 'asked', 'asked', false],
  ['network', 'answered', 'answered', false],
  ['private-address', 'answered', 'answered', false],
  ['not-a-feed', undefined, 'answered', false],
  ['http-status', undefined, 'answered', false],
  ['certificate', undefined, null, false],
  ['internal', undefined, null, false],
])('%s of a request of which is said %s', (code, said, reach, unreached) => {
  expect(reachOf(failure(code, said))).toBe(reach);
  expect(isUnreached(failure(code, said))).toBe(unreached);
}); // prettier-ignore
