/** Names and passwords that people write into addresses. They are kept apart, as secrets. */
import type { Credentials } from './ports';

export interface BareAddress {
  readonly url: string;
  /** Null when the address named nobody. */
  readonly credentials: Credentials | null;
}

/**
 * Takes name and password out of an address (`https://user:pass@host/`, RFC 3986, section 3.2.1).
 *
 * @param url an absolute address.
 */
export function withoutCredentials(url: string): BareAddress {
  const parsed = new URL(url);
  const { username, password } = parsed;
  if (username === '' && password === '') return { url: parsed.href, credentials: null };
  parsed.username = '';
  parsed.password = '';
  return {
    url: parsed.href,
    credentials: { username: decoded(username), password: decoded(password) },
  };
}

/** A lone percent sign means itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
