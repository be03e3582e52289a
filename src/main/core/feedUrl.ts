/** Judges and tidies an address that a person typed, pasted or imported. */
import { ReaderError } from '../../shared/errors';
import { MAX_ADDRESS_LENGTH } from '../../shared/model';

const WEB_SCHEME = /^https?:\/\//i;
/** `feed:https://…` and `feed://…`, as some sites still write them. */
const FEED_SCHEME = /^feed:(?:\/\/)?/i;
const ANY_SCHEME = /^[a-z][a-z0-9+.-]*:/i;
/** `example.org:8080` looks like a scheme and is none. */
const HOST_WITH_PORT = /^[^/:?#]+:\d+(?:[/?#]|$)/;
/** The whole host, so that `localhost.example.org` is none. */
const THIS_MACHINE = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?:[:/?#]|$)/i;

/** `@ada@example.social`, as people of Mastodon and its kin give their address. */
const FEDIVERSE_HANDLE = /^@([\w.-]{1,64})@([\w-]+(?:\.[\w-]+)+)$/;

export interface TypedAddress {
  /** Absolute, http(s), without a fragment. */
  readonly url: string;
  /** Whether the person wrote `http:` or `https:` themselves. */
  readonly hasScheme: boolean;
}

/** As `readTypedAddress`, when nobody asks about the scheme. @throws as it does. */
export function tidyAddress(typed: string): string {
  return readTypedAddress(typed).url;
}

/**
 * Turns a typed address into an absolute http(s) address.
 * A bare host gets `https://`, or `http://` on this machine, where certificates are rare.
 *
 * @throws ReaderError `invalid-input` when it is no web address.
 */
export function readTypedAddress(typed: string): TypedAddress {
  let text = typed.trim().replace(FEDIVERSE_HANDLE, 'https://$2/@$1').replace(FEED_SCHEME, '');
  const hasScheme = WEB_SCHEME.test(text);
  const hasPort = HOST_WITH_PORT.test(text);
  if (!hasScheme) {
    if (ANY_SCHEME.test(text) && !hasPort) throw notAnAddress();
    text = `${THIS_MACHINE.test(text) ? 'http' : 'https'}://${text.replace(/^\/+/, '')}`;
  }
  if (text.length > MAX_ADDRESS_LENGTH || /\s/.test(text) || !URL.canParse(text)) {
    throw notAnAddress();
  }
  const url = new URL(text);
  if (!hasScheme && !hasPort && !isPlausibleHost(url.hostname)) throw notAnAddress();
  return { url: withoutFragment(url.href), hasScheme };
}

/**
 * A fragment never reaches the server, and would make one feed look like two.
 * @param url an absolute address.
 */
export function withoutFragment(url: string): string {
  const parsed = new URL(url);
  parsed.hash = '';
  return parsed.href;
}

/** The same address without encryption, or null when it had none anyway. */
export function withoutEncryption(url: string): string | null {
  return url.startsWith('https:') ? url.replace('https:', 'http:') : null;
}

/** A single bare word such as `news` is a search; `http://nas/feed` is a server at home. */
function isPlausibleHost(host: string): boolean {
  return host === 'localhost' || host.includes('.') || host.startsWith('[');
}

function notAnAddress(): ReaderError {
  return new ReaderError('invalid-input', 'That is not a web address.');
}

/**
 * Resolves a possibly relative address.
 * @returns an absolute http(s) address, or null when it is anything else.
 */
export function resolveWebAddress(address: string, base: string): string | null {
  const trimmed = address.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url.href : null;
}
