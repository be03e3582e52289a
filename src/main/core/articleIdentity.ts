/**
 * What makes two sightings the same article: the guid, else the link, else a hash of title and
 * text. Never title plus date: titles get edited and dates get bumped.
 */
import type { RawEntry } from './parsedFeed';

/** A short, stable digest of a text. */
export type Hash = (text: string) => string;

const tidy = (text: string | null): string => text?.replace(/\s+/g, ' ').trim() ?? '';

/**
 * One key per entry, in order.
 *
 * A publisher may repeat one guid, or one link, on every item. Deciding "the first keeps the guid"
 * would hand its identity, and its read mark, to whatever is published next; so every entry that
 * shares its key with a different one of the document gets a longer key: with the link, and if that
 * is shared too, with the title, or the text of an untitled entry. The same entry twice shares its key only with itself.
 */
export function articleIdentities(entries: readonly RawEntry[], hash: Hash): string[] {
  const candidates = entries.map((entry) => keysOf(entry, hash));
  // By key, the longest keys of the entries that share it: more than one means different entries.
  const sharing = new Map<string, Set<string>>();
  for (const keys of candidates) {
    const longest = keys.at(-1) ?? '';
    for (const key of keys) sharing.set(key, (sharing.get(key) ?? new Set()).add(longest));
  }
  return candidates.map(
    (keys) => keys.find((key) => sharing.get(key)?.size === 1) ?? keys.at(-1) ?? '',
  );
}

/** The keys an entry may have, shortest first. */
function keysOf(entry: RawEntry, hash: Hash): string[] {
  const guid = tidy(entry.id);
  const link = tidy(entry.link);
  const words = hash(tidy(entry.title) || tidy(entry.html));
  if (guid !== '' && link !== '') {
    return [`guid:${guid}`, `guid:${guid}|${link}`, `guid:${guid}|${link}|${words}`];
  }
  if (guid !== '') return [`guid:${guid}`, `guid:${guid}|${words}`];
  if (link !== '') return [`link:${link}`, `link:${link}|${words}`];
  return [`text:${hash(`${tidy(entry.title)}\n${tidy(entry.html)}`)}`];
}
