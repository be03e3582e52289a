/** How many entries a document is taken to have. */

/**
 * Entries read of one document. The longest feeds that people publish list a few thousand; a document
 * of a few megabytes can hold a hundred thousand, and each costs the engine about 0.1 ms to store.
 */
export const MOST_ENTRIES = 10_000;

/** Bytes; an entry with a guid, a title and a link has twice as many. */
const SHORTEST_ENTRY = 100;
/** So many that no usual feed is ever told that something known is new. */
const FEWEST = 1000;

/** How many entries a document of so many bytes may well have. */
export function mostEntriesIn(bytes: number): number {
  return Math.min(Math.max(Math.ceil(bytes / SHORTEST_ENTRY), FEWEST), MOST_ENTRIES);
}
