/** Who may be told a secret. */

/**
 * Only the server it was meant for, or the same one over an encrypted connection: a feed that moves
 * elsewhere must not take a password there (RFC 9110, section 15.4, on redirects).
 *
 * @param origin scheme, host and port that the secret was given for.
 * @param url an absolute address that is about to be asked.
 */
export function mayReceive(origin: string, url: string): boolean {
  const meant = new URL(origin);
  const asked = new URL(url);
  if (meant.origin === asked.origin) return true;
  const isEncryptedNow = meant.protocol === 'http:' && asked.protocol === 'https:';
  const isOnUsualPort = meant.host === meant.hostname;
  return isEncryptedNow && isOnUsualPort && meant.host === asked.host;
}
