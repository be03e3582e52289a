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
 * A publisher may repeat one guid on every item. Deciding "the first keeps the guid" would hand
 * its identity, and its read mark, to whatever is published next; so every entry that shares its
 * guid with another one of the document is keyed by guid and link together.
 */
export function articleIdentities(entries: readonly RawEntry[], hash: Hash): string[] {
  const sightings = new Map<string, number>();
  for (const entry of entries) {
    const guid = tidy(entry.id);
    sightings.set(guid, (sightings.get(guid) ?? 0) + 1);
  }
  return entries.map((entry) => {
    const guid = tidy(entry.id);
    const link = tidy(entry.link);
    if (guid !== '') {
      if (sightings.get(guid) === 1) return `guid:${guid}`;
      return `guid:${guid}|${link === '' ? hash(tidy(entry.title)) : link}`;
    }
    if (link !== '') return `link:${link}`;
    return `text:${hash(`${tidy(entry.title)}\n${tidy(entry.html)}`)}`;
  });
}
