/** Relative addresses made absolute, one at a time. */
import { sourceSetCandidates } from './sourceSet';

const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Without the blanks and controls around it, which browsers ignore. */
export function trimAddress(address: string): string {
  let from = 0;
  let to = address.length;
  // A loop, because a pattern that looks for the last blanks tries each blank before them.
  while (from < to && address.charCodeAt(from) <= 0x20) from += 1;
  while (to > from && address.charCodeAt(to - 1) <= 0x20) to -= 1;
  return address.slice(from, to);
}

/**
 * The address as it is where it needs nothing; a `#fragment` stays one, since it leads to a place in
 * the text and not to the feed.
 */
export function absoluteAddress(address: string, base: string): string {
  const trimmed = trimAddress(address);
  if (trimmed === '' || trimmed.startsWith('#') || HAS_SCHEME.test(trimmed)) return trimmed;
  const href = hrefOf(trimmed, base);
  if (href === null) return trimmed;
  return hasOwnLetters(trimmed) ? withLetters(href) : href;
}

/** @returns the address as `URL` writes it, or null where it is none. */
export function hrefOf(address: string, base: string | undefined): string | null {
  try {
    return new URL(address, base).href;
  } catch {
    return null;
  }
}

/** Letters beyond ASCII that the publisher wrote as they are, and no bytes of other charsets. */
const hasOwnLetters = (address: string): boolean =>
  /[^\u0000-\u007f]/.test(address) && !address.includes('%');

function withLetters(href: string): string {
  return href.replace(/(?:%[89a-f][0-9a-f])+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      // Bytes of the base, in another charset.
      return bytes;
    }
  });
}

/** `srcset` with absolute addresses, and otherwise as it was. */
export function absoluteList(list: string, base: string): string {
  let absolute = '';
  let copied = 0;
  for (const { from, to } of sourceSetCandidates(list)) {
    absolute += list.slice(copied, from) + absoluteAddress(list.slice(from, to), base);
    copied = to;
  }
  return absolute + list.slice(copied);
}
