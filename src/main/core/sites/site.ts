/** What is known by heart about where a site keeps its feeds. */
import type { FeedLink } from '../parsedFeed';

export type KnownPlace =
  /** Addresses that follow from the page's own. A single one is asked before it is offered. */
  | { readonly kind: 'feeds'; readonly feeds: readonly FeedLink[] }
  /** One document must be read first, because only it names the feed. */
  | {
      readonly kind: 'ask';
      readonly url: string;
      /** @returns null when the document names none. */
      readonly read: (text: string) => FeedLink | null;
    };

export interface Site {
  /** @param host without `www.`, in lower case. */
  readonly covers: (host: string) => boolean;
  /** People choose parts of its addresses, so that `rss` in one may be the name of something. */
  readonly hasFreeNames?: boolean;
  /**
   * @param path the decoded, non-empty parts of the address's path.
   * @returns null when this address of the site follows no rule.
   */
  readonly find: (url: URL, path: readonly string[]) => KnownPlace | null;
}

/** Exactly these hosts. */
export const oneOf =
  (...hosts: readonly string[]): Site['covers'] =>
  (host) =>
    hosts.includes(host);

/** Hosts one level below a domain, such as `name.tumblr.com`. */
export const below =
  (...domains: readonly string[]): Site['covers'] =>
  (host) =>
    domains.some((domain) => host.endsWith(`.${domain}`));

/** The one feed of a place. Its title is what is shown until the feed says its own. */
export function feed(url: string, title: string): KnownPlace {
  return { kind: 'feeds', feeds: [{ url, title }] };
}

/** A part of a path as it may stand in an address. */
export function part(text: string | undefined): string {
  return encodeURIComponent(text ?? '').replace(/%40/g, '@');
}
