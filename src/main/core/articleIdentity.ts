/**
 * What makes two sightings the same article: the guid, else the link, else a hash of title and
 * text. Never title plus date: titles get edited and dates get bumped.
 */
import { looseAlias } from './identityAlias';
import type { RawEntry } from './parsedFeed';
import type { KnownArticles } from './ports';

/** A short, stable digest of a text. */
export type Hash = (text: string) => string;

/** What an identity is made of. */
export type Identifiable = Pick<RawEntry, 'id' | 'link' | 'title' | 'html'>;

const NOTHING_KNOWN: KnownArticles = new Map();

const tidy = (text: string | null): string => text?.replace(/\s+/g, ' ').trim() ?? '';

/**
 * One key per entry, in order.
 *
 * A publisher may repeat one guid, or one link, on every item. Deciding "the first keeps the guid"
 * would hand its identity, and its read mark, to whatever is published next; so every entry that
 * shares its key with a different one of the document gets a longer key: with the link, and if that
 * is shared too, with the title, or the text of an untitled entry. The same entry twice shares its
 * key only with itself.
 *
 * @param known identities of this feed so far. An article that once needed a longer key keeps it
 *   when the document has become unambiguous: it is neither new, nor the one that the short key
 *   was given to before.
 */
export function articleIdentities(
  entries: readonly Identifiable[],
  hash: Hash,
  known: KnownArticles = NOTHING_KNOWN,
): string[] {
  const candidates = candidateKeys(entries, hash);
  // By key, the entries that share it, each named by its longest key.
  const sharing = new Map<string, Set<string>>();
  for (const keys of candidates) {
    const name = keys.at(-1) ?? '';
    for (const key of keys) {
      const names = sharing.get(key);
      if (names === undefined) sharing.set(key, new Set([name]));
      else names.add(name);
    }
  }
  const hasLongKeys = someIsLong(known);
  return candidates.map((keys, index) => {
    const unique = keys.filter((key) => sharing.get(key)?.size === 1);
    const key = unique[0] ?? keys.at(-1) ?? '';
    if (!hasLongKeys) return key;
    const entry = entries[index];
    const longer =
      keys.length === 1 && entry !== undefined
        ? keysOf(entry, hash).filter((each) => each === key || !sharing.has(each))
        : unique;
    return longer.findLast((each) => known.has(each)) ?? key;
  });
}

/**
 * For each entry that is not known, the known identities it may have had before: those that differ
 * from its own in scheme, host, tracking parameters or a trailing slash, and those it would have in
 * a document where its guid or link is not repeated. An identity that the document still lists is
 * some other article's. Whether it really is the same article is decided by what was stored
 * (`identityCarry.ts`).
 *
 * @param identities as `articleIdentities` gave them.
 */
export function formerIdentities(
  entries: readonly Identifiable[],
  identities: readonly string[],
  hash: Hash,
  known: KnownArticles,
): (readonly string[])[] {
  if (known.size === 0 || identities.every((identity) => known.has(identity))) {
    return identities.map(() => []);
  }
  const present = new Set(identities);
  const absent = [...known.keys()].filter((identity) => !present.has(identity));
  const byAlias = new Map<string, string[]>();
  for (const identity of absent) {
    const alias = looseAlias(identity);
    if (alias === null) continue;
    const same = byAlias.get(alias);
    if (same === undefined) byAlias.set(alias, [identity]);
    else same.push(identity);
  }
  return entries.map((entry, index) => {
    const identity = identities[index] ?? '';
    if (known.has(identity)) return [];
    const shorter = keysOf(entry, hash).filter((key) => known.has(key) && !present.has(key));
    const alias = looseAlias(identity);
    const alike = alias === null ? [] : (byAlias.get(alias) ?? []);
    return [...new Set([...shorter, ...alike])];
  });
}

/** Each entry's keys, shortest first; only the shortest where no other entry has it. */
function candidateKeys(entries: readonly Identifiable[], hash: Hash): string[][] {
  const shortest = entries.map((entry) => shortestKey(entry, hash));
  const count = new Map<string, number>();
  for (const key of shortest) count.set(key, (count.get(key) ?? 0) + 1);
  return entries.map((entry, index) => {
    const key = shortest[index] ?? '';
    return count.get(key) === 1 ? [key] : keysOf(entry, hash);
  });
}

/** Whether a key may be a longer one: it costs a hash for each entry to find out more. */
function someIsLong(known: KnownArticles): boolean {
  for (const key of known.keys()) if (key.includes('|')) return true;
  return false;
}

function shortestKey(entry: Identifiable, hash: Hash): string {
  const guid = tidy(entry.id);
  if (guid !== '') return `guid:${guid}`;
  const link = tidy(entry.link);
  if (link !== '') return `link:${link}`;
  return `text:${hash(`${tidy(entry.title)}\n${tidy(entry.html)}`)}`;
}

/** The keys an entry may have, shortest first. */
function keysOf(entry: Identifiable, hash: Hash): string[] {
  const key = shortestKey(entry, hash);
  if (key.startsWith('text:')) return [key];
  const words = hash(tidy(entry.title) || tidy(entry.html));
  const link = tidy(entry.link);
  if (key.startsWith('link:') || link === '') return [key, `${key}|${words}`];
  return [key, `${key}|${link}`, `${key}|${link}|${words}`];
}
