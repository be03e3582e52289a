/** An outline to the subscriptions it names. */
import { MAX_ADDRESS_LENGTH } from '../../shared/model';
import { withoutFragment } from './feedUrl';
import type { Outline } from './parsedFeed';

export interface OutlinedFeed {
  readonly url: string;
  readonly title: string | null;
  /** Titles of the folders around it, outermost first. */
  readonly path: readonly string[];
}

/** All feeds of an outline in reading order, each with its folders. */
export function flattenOutlines(
  outlines: readonly Outline[],
  path: readonly string[] = [],
): OutlinedFeed[] {
  return outlines.flatMap((outline) =>
    outline.kind === 'feed'
      ? [{ url: outline.url, title: outline.title, path }]
      : flattenOutlines(outline.outlines, [...path, outline.title]),
  );
}

/** The address as it will be stored, or null when no feed can have it. */
export function outlinedAddress(url: string, allowedSchemes: readonly string[]): string | null {
  const trimmed = url
    .trim()
    .replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
    .replace(/^feed:/i, 'http:');
  if (trimmed.length > MAX_ADDRESS_LENGTH || !URL.canParse(trimmed)) return null;
  return allowedSchemes.includes(new URL(trimmed).protocol) ? withoutFragment(trimmed) : null;
}
