/** Where a site's icon may lie, and who may say so. */
import type { IconSeeker } from './ports';

/** An address, and the private origin on which it may lie, depending on who named it. */
export interface IconPlace {
  readonly url: string;
  readonly origin: string | null;
}

/**
 * A feed may name a private site only on the very origin where it lies itself. Where a person allowed
 * one, only its own feeds are believed: any other could name an address there that does something.
 */
export function believed(seekers: readonly IconSeeker[]): {
  seekers: readonly IconSeeker[];
  privateOrigin: string | null;
} {
  const allowed = seekers.find(({ allowsPrivate }) => allowsPrivate);
  if (allowed === undefined) return { seekers, privateOrigin: null };
  const { origin: privateOrigin } = new URL(allowed.url);
  const isAtHome = ({ allowsPrivate, url }: IconSeeker): boolean =>
    allowsPrivate && new URL(url).origin === privateOrigin;
  return { seekers: seekers.filter(isAtHome), privateOrigin };
}

/** @returns the private origin, if it is on that host. */
export function originOfHost(host: string, privateOrigin: string | null): string | null {
  return privateOrigin !== null && new URL(privateOrigin).host === host ? privateOrigin : null;
}

/** The page that stands for the site; feeds that name none are given their host's home page. */
export function siteOf(host: string, seekers: readonly IconSeeker[]): string {
  const named = seekers.find(({ siteUrl }) => siteUrl !== null && new URL(siteUrl).host === host);
  if (named?.siteUrl != null) return named.siteUrl;
  const [first] = seekers;
  return first === undefined ? `https://${host}/` : new URL('/', first.url).href;
}
