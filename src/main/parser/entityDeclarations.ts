/** Entities that a document declares for itself. None is ever expanded; some say what it is after. */
import { hostile } from './textSearch';

/** Characters. HTML's own 252 entities, which some feeds declare one by one, take about 10,000. */
const LONGEST_SUBSET = 64 * 1024;
/** Characters of one entity; real ones name a letter or an address. */
const LONGEST_ENTITY = 10_000;

const ENTITY = /<!ENTITY\s+(?:%\s+)?[^\s"'<>]+\s+(?:"([^"]*)"|'([^']*)')/gi;
/** A reference to another entity, but not to a character by its number. */
const NESTED = /&[^#;&\s]+;/g;

/**
 * Entities made of entities made of entities are the billion laughs, and a very long one is their
 * quadratic cousin: nobody publishes such a feed in earnest.
 *
 * @param subset what stands in the brackets of a document type.
 * @throws ReaderError `too-large`.
 */
export function refuseEntityBombs(subset: string): void {
  if (subset.length > LONGEST_SUBSET) throw hostile('declares more than any feed needs');
  for (const [, double, single] of subset.matchAll(ENTITY)) {
    const value = double ?? single ?? '';
    const isBomb = value.length > LONGEST_ENTITY || (value.match(NESTED)?.length ?? 0) > 1;
    if (isBomb) throw hostile('declares entities that would grow without end');
  }
}
