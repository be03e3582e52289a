/** An answer that is no success, as the error that people are told about. */
import { ReaderError } from '../../shared/errors';
import type { WebAnswer } from './ports';

export type Refused = Extract<WebAnswer, { kind: 'refused' }>;

/** @returns `challenge`, `sign-in` or `http-status`, with the status and the host that said so. */
export function refusalOf({ facts, isChallenge, wantsSignIn }: Refused): ReaderError {
  const { status, url } = facts;
  const details = { status, host: new URL(url).host };
  if (isChallenge)
    return new ReaderError('challenge', 'The server wants proof of a human.', details);
  if (status === 401 && wantsSignIn) {
    return new ReaderError('sign-in', 'The server wants a name and a password.', details);
  }
  return new ReaderError('http-status', `The server answered ${String(status)}.`, details);
}
