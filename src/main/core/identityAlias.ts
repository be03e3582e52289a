/**
 * What stays of an identity when its publisher rearranges addresses. A guid is often an address: it
 * turns from http to https, gains or loses `www.`, tracking parameters or a slash at its end, or
 * moves to another host with everything else (Feedbin compares guids without scheme and host for the
 * same reason). Equal aliases alone prove nothing; see `identityCarry.ts`.
 */

/** Scheme, `www.` and host of each address in an identity; longer keys hold two of them. */
const ORIGIN = /(^|\|)(?:https?:)?\/\/(?:www\.)?([^/?#|]*)/gi;
/** Parameters that say where a reader came from, and never what is shown. */
const TRACKING =
  /([?&])(?:utm_[a-z_]+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|at_medium|at_campaign|cmpid|xtor)=[^&#|]*/gi;
/** What is left of a query when parameters were taken out. */
const EMPTY_QUERY = /[?&](?=[#|]|$)/g;
const LOOSE_SEPARATORS = /([?&])&+/g;
const LAST_SLASH = /\/(?=[?#|]|$)/g;

/** Characters; nobody's addresses are longer, and a hostile feed's would take long to take apart. */
const LONGEST = 500;

/**
 * The identity without scheme, `www.`, tracking parameters and trailing slash, and without saying
 * whether it was a guid or a link; a very long one is left as it is. Null for a hash of words, which
 * has no other form.
 */
export function closeAlias(identity: string): string | null {
  return aliasOf(identity, (host) => host.toLowerCase());
}

/** As `closeAlias`, and without the host too. */
export function looseAlias(identity: string): string | null {
  return aliasOf(identity, () => '');
}

function aliasOf(identity: string, hostOf: (host: string) => string): string | null {
  if (identity.startsWith('text:')) return null;
  const key = identity.replace(/^(?:guid|link):/, '');
  if (key.length > LONGEST || !key.includes('//')) return key;
  return key
    .replace(ORIGIN, (_origin, start: string, host: string) => `${start}//${hostOf(host)}`)
    .replace(TRACKING, '$1')
    .replace(LOOSE_SEPARATORS, '$1')
    .replace(EMPTY_QUERY, '')
    .replace(LAST_SLASH, '');
}
