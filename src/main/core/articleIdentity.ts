/**
 * What makes two sightings the same article: the guid, else the link, else a hash of title and
 * text. Never title plus date: titles get edited and dates get bumped. Only where a publisher gives
 * several articles the same guid or link does the rest tell them apart.
 */
import { closeAlias, looseAlias } from './identityAlias';
import type { RawEntry } from './parsedFeed';
import type { KnownArticles } from './ports';

/** A short, stable digest of a text. */
export type Hash = (text: string) => string;

/** What an identity is made of. */
export type Identifiable = Pick<RawEntry, 'id' | 'link' | 'title' | 'html' | 'published'>;

const NOTHING_KNOWN: KnownArticles = new Map();

/**
 * So many identities of one alias may still be told apart by what else is known of them. Of more it
 * says nothing, and comparing each with each would take a hostile feed minutes.
 */
const MOST_OF_AN_ALIAS = 8;

const tidy = (text: string | null): string => text?.replace(/\s+/g, ' ').trim() ?? '';

/**
 * One key per entry, in order.
 *
 * A publisher may repeat one guid, or one link, on every item. Deciding "the first keeps the guid"
 * would hand its identity, and its read mark, to whatever is published next; so every entry that
 * shares its key with a different one of the document gets a longer key: with the link, if that is
 * shared too with the title, or the text of an untitled entry, and then with its date or its text.
 * The same entry twice shares its key only with itself.
 *
 * @param known identities of this feed so far. An article that once needed a longer key keeps it
 *   when the document has become unambiguous; and a key that once proved too short is given to
 *   nobody any more, or each item of a document that holds a single one would replace the last.
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
  const longKeys = longKeysOf(known);
  return candidates.map((keys, index) => {
    const unique = keys.filter((key) => sharing.get(key)?.size === 1);
    const key = unique[0] ?? keys.at(-1) ?? '';
    if (longKeys.length === 0) return key;
    const entry = entries[index];
    const longer =
      keys.length === 1 && entry !== undefined
        ? keysOf(entry, hash).filter((each) => each === key || !sharing.has(each))
        : unique;
    const fitting = longer.filter((each) => !isOutgrown(each, longKeys));
    return fitting.findLast((each) => known.has(each)) ?? fitting[0] ?? longer.at(-1) ?? key;
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
 * @returns of each entry at most twenty.
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
  const newcomers = [...present].filter((identity) => !known.has(identity));
  // Without the host, articles of many sites may look alike; with it hardly any do.
  const close = candidatesByAlias(newcomers, absent, closeAlias);
  const loose = candidatesByAlias(newcomers, absent, looseAlias);
  return entries.map((entry, index) => {
    const identity = identities[index] ?? '';
    if (known.has(identity)) return [];
    const shorter = keysOf(entry, hash).filter((key) => known.has(key) && !present.has(key));
    return [...new Set([...shorter, ...close(identity), ...loose(identity)])];
  });
}

/** Which of the absent identities have the alias of a newcomer, as long as that says something. */
function candidatesByAlias(
  newcomers: readonly string[],
  absent: readonly string[],
  aliasOf: (identity: string) => string | null,
): (newcomer: string) => readonly string[] {
  const groups = new Map<string, { newcomers: number; absent: string[] }>();
  for (const newcomer of newcomers) {
    const alias = aliasOf(newcomer);
    if (alias === null) continue;
    const group = groups.get(alias);
    if (group === undefined) groups.set(alias, { newcomers: 1, absent: [] });
    else group.newcomers += 1;
  }
  for (const identity of absent) groups.get(aliasOf(identity) ?? '')?.absent.push(identity);
  return (newcomer) => {
    const group = groups.get(aliasOf(newcomer) ?? '');
    if (group === undefined) return [];
    return Math.max(group.newcomers, group.absent.length) <= MOST_OF_AN_ALIAS ? group.absent : [];
  };
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

/** The known keys that may be longer ones, in order. Without any, no entry costs another hash. */
function longKeysOf(known: KnownArticles): string[] {
  return [...known.keys()].filter((key) => key.includes('|')).sort();
}

/** Whether longer keys were made of this one, so that it has stood for several articles. */
function isOutgrown(key: string, longKeys: readonly string[]): boolean {
  const beginning = `${key}|`;
  let low = 0;
  let high = longKeys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((longKeys[middle] ?? '') < beginning) low = middle + 1;
    else high = middle;
  }
  return longKeys[low]?.startsWith(beginning) === true;
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
  const link = key.startsWith('guid:') ? tidy(entry.link) : '';
  const date = tidy(entry.published);
  const text = tidy(entry.html);
  // Entries of one guid and one date are one entry and its revisions (RFC 4287, section 4.1.1).
  const isRevision = key.startsWith('guid:') && date !== '';
  const tellers = [
    link,
    hash(tidy(entry.title) || text),
    date === '' ? '' : hash(date),
    text === '' || isRevision ? '' : hash(text),
  ].filter((teller) => teller !== '');
  const keys = [key];
  for (const teller of tellers) keys.push(`${keys.at(-1) ?? ''}|${teller}`);
  return keys;
}
