/** Which picture stands for a feed's site, and when it is looked for. */

const DAY_MS = 24 * 60 * 60 * 1000;
/** No host is tried more often, found or not. */
const AFTER_NONE_MS = 7 * DAY_MS;
/** Sites change their icons rarely. */
const AFTER_FOUND_MS = 30 * DAY_MS;
/** No stored time lies further ahead, unless the clock went wrong meanwhile. */
export const LONGEST_ICON_WAIT_MS = AFTER_FOUND_MS;
/** A host that was not reached was not bothered either. */
const AFTER_UNREACHED_MS = DAY_MS;
/** Pixels. Larger ones are pictures, not icons. */
const LARGEST_SIDE = 1024;
/** Logos for a page's head are wide; an icon is as good as square. */
const MOST_UNEVEN = 1.25;

export type IconOutcome = 'found' | 'none' | 'unreached';

/** @returns when the host may be tried again, in milliseconds since 1970. */
export function nextIconTry(outcome: IconOutcome, now: number): number {
  switch (outcome) {
    case 'found':
      return now + AFTER_FOUND_MS;
    case 'none':
      return now + AFTER_NONE_MS;
    case 'unreached':
      return now + AFTER_UNREACHED_MS;
  }
}

/**
 * The host whose icon a feed shows: its site's, or its own where it names no site.
 *
 * @returns name and port, or null for a feed that is not on the web.
 */
export function iconHostOf({
  url,
  siteUrl,
}: {
  readonly url: string;
  readonly siteUrl: string | null;
}): string | null {
  return webHost(siteUrl) ?? webHost(url);
}

function webHost(address: string | null): string | null {
  if (address === null || !URL.canParse(address)) return null;
  const { protocol, host } = new URL(address);
  return protocol === 'https:' || protocol === 'http:' ? host : null;
}

/** @param width in pixels. @param height likewise. */
export function isIconShaped({ width, height }: { width: number; height: number }): boolean {
  const [short, long] = width < height ? [width, height] : [height, width];
  return long <= LARGEST_SIDE && long <= short * MOST_UNEVEN;
}

/**
 * The picture that the feeds of one host name as their own; null when they do not agree, as where
 * many people publish on one host: then none of their pictures is the site's.
 */
export function sharedIcon(feeds: readonly { readonly iconUrl: string | null }[]): string | null {
  const [first, ...others] = new Set(feeds.map(({ iconUrl }) => iconUrl));
  return others.length > 0 ? null : (first ?? null);
}
