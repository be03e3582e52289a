/** What a person typed, as a request, and how it is asked where they did not write the scheme. */
import { ReaderError } from '../../shared/errors';
import type { Input } from '../../shared/contract/index';
import { withoutCredentials } from '../core/addressCredentials';
import { readTypedAddress, withoutEncryption } from '../core/feedUrl';
import { reachOf } from '../core/reach';
import type { AskedAddress } from './addressReader';

export interface TypedRequest extends AskedAddress {
  /** Whether the person wrote the scheme; if not, a host without encryption will do. */
  readonly hasScheme: boolean;
}

/** @throws ReaderError `invalid-input` for what is no address. */
export function requestOf(
  address: string,
  { allowPrivate, signIn }: Pick<Input<'feeds.discover'>, 'allowPrivate' | 'signIn'>,
): TypedRequest {
  const { url: typed, hasScheme } = readTypedAddress(address);
  const { url, credentials } = withoutCredentials(typed);
  const privateOrigin = allowPrivate ? new URL(url).origin : null;
  return { url, privateOrigin, signIn: signIn ?? credentials, hasScheme };
}

/**
 * An address without a scheme is asked without encryption only where nobody listens for the other:
 * a certificate that is not to be trusted is no reason, and a password is not sent that way.
 *
 * @throws what `ask` throws.
 */
export async function askTyped<T>(
  request: TypedRequest,
  ask: (asked: AskedAddress) => Promise<T>,
): Promise<T> {
  const plainUrl = request.hasScheme ? null : withoutEncryption(request.url);
  try {
    return await ask(request);
  } catch (error) {
    const isDeaf =
      error instanceof ReaderError && error.code === 'network' && reachOf(error) === null;
    if (!isDeaf || plainUrl === null || request.signIn !== null) throw error;
  }
  const privateOrigin = request.privateOrigin === null ? null : new URL(plainUrl).origin;
  return ask({ ...request, url: plainUrl, privateOrigin });
}
