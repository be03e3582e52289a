/**
 * Whether an article with an identity nobody knows is one that is known under another. Then its row
 * is renamed and its read mark stays. Two articles are never merged on a likeness alone: the guid's
 * likeness needs the title or the link beside it, and without it two of link, title and date must
 * agree. What is ambiguous is new.
 */
import type { ArticleId } from '../../shared/model';
import { closeAlias } from './identityAlias';
import type { ParsedArticle } from './parsedFeed';

/** What is stored of an article that may have changed its identity. */
export interface StoredSighting {
  readonly id: ArticleId;
  readonly identity: string;
  readonly url: string | null;
  readonly title: string;
  readonly excerpt: string;
  readonly wordCount: number;
  readonly publishedAt: number | null;
}

export interface Renaming {
  readonly id: ArticleId;
  readonly identity: string;
}

type Newcomer = Pick<
  ParsedArticle,
  'identity' | 'formerly' | 'url' | 'title' | 'excerpt' | 'wordCount' | 'publishedAt'
>;

interface Claim {
  readonly newcomer: Newcomer;
  readonly stored: StoredSighting;
  readonly strength: Strength;
}

/** Only believed when several articles of the document show the same. */
const WEAK = 1;
const SEVERAL = 3;
const STRENGTHS = [4, 3, 2] as const;
/**
 * Where more articles than this share title and date, those say nothing of any of them; and comparing
 * each with each of thousands would take longer than anybody waits, and more memory than there is.
 */
const MOST_ALIKE = 8;
type Strength = (typeof STRENGTHS)[number] | typeof WEAK | 0;

/** For newcomers whose identity is like one that is stored and that the document lists no more. */
export function carryByAlias(
  newcomers: readonly Newcomer[],
  stored: readonly StoredSighting[],
): Renaming[] {
  const byIdentity = new Map(stored.map((sighting) => [sighting.identity, sighting]));
  const aliases = new Map(
    [...newcomers, ...stored].map(({ identity }) => [identity, closeAlias(identity)]),
  );
  return settle(
    newcomers.flatMap((newcomer) =>
      newcomer.formerly.flatMap((identity): Claim[] => {
        const sighting = byIdentity.get(identity);
        if (sighting === undefined) return [];
        const isClose = aliases.get(newcomer.identity) === aliases.get(identity);
        return [
          { newcomer, stored: sighting, strength: aliasStrength(newcomer, sighting, isClose) },
        ];
      }),
    ),
  );
}

/**
 * For a document of which nothing is known, as when a publisher makes all guids anew.
 * @param stored none of them may be listed in the document.
 */
export function carryByContent(
  newcomers: readonly Newcomer[],
  stored: readonly StoredSighting[],
): Renaming[] {
  const newLinks = groupBy(newcomers, linkAlias);
  const oldLinks = groupBy(stored, linkAlias);
  const newTitles = groupBy(newcomers, titleAndDate);
  const oldTitles = groupBy(stored, titleAndDate);
  // An address that several articles share, such as the site's own, says nothing of any of them.
  const ownLinks = new Map<Newcomer, StoredSighting>();
  for (const [link, [newcomer, ...others]] of newLinks) {
    const [sighting, ...more] = oldLinks.get(link) ?? [];
    if (newcomer === undefined || sighting === undefined) continue;
    if (others.length === 0 && more.length === 0) ownLinks.set(newcomer, sighting);
  }
  return settle(
    newcomers.flatMap((newcomer) => {
      const linked = ownLinks.get(newcomer);
      const title = titleAndDate(newcomer);
      const titled = title === null ? [] : (oldTitles.get(title) ?? []);
      const titledAlike = title === null ? 0 : (newTitles.get(title)?.length ?? 0);
      const isTelling = Math.max(titled.length, titledAlike) <= MOST_ALIKE;
      const alike = new Set(isTelling ? titled : []);
      if (linked !== undefined) alike.add(linked);
      return Array.from(alike, (sighting): Claim => {
        const strength = contentStrength(newcomer, sighting, sighting === linked);
        return { newcomer, stored: sighting, strength };
      });
    }),
  );
}

/** @param isClose whether no more than scheme, `www.`, tracking or a slash differs. */
function aliasStrength(newcomer: Newcomer, stored: StoredSighting, isClose: boolean): Strength {
  const sameTitle = newcomer.title !== '' && newcomer.title === stored.title;
  const sameLink = newcomer.url !== null && newcomer.url === stored.url;
  // An identity made of the link cannot have that very link as its witness.
  const isLink = newcomer.identity.startsWith('link:');
  if (newcomer.identity.startsWith(`${stored.identity}|`)) {
    // Another date may be all that tells it from the one which had the guid before.
    if (areDated(newcomer, stored) && newcomer.publishedAt !== stored.publishedAt) return 0;
    // One guid for several articles: the link tells them apart where there are links.
    const hasLinks = newcomer.url !== null && stored.url !== null && !isLink;
    if (!hasLinks) return sameTitle ? 2 : 0;
    if (!sameLink) return 0;
    return sameTitle ? 4 : 3;
  }
  if (isClose) {
    if (sameTitle) return sameLink ? 4 : 3;
    return sameLink && !isLink ? 3 : 0;
  }
  // Another host: a planet of many sites may well have the same path and title twice.
  if (!sameTitle) return 0;
  return newcomer.publishedAt !== null && newcomer.publishedAt === stored.publishedAt ? 2 : WEAK;
}

function contentStrength(
  newcomer: Newcomer,
  stored: StoredSighting,
  isLikeLink: boolean,
): Strength {
  const sameTitle = newcomer.title !== '' && newcomer.title === stored.title;
  const areBothDated = areDated(newcomer, stored);
  const sameDate = areBothDated && newcomer.publishedAt === stored.publishedAt;
  if (isLikeLink && sameTitle) {
    if (sameDate) return 4;
    if (areBothDated) return WEAK;
    // A "word of the day" has one title and one address for ever, and a new guid each day. Where there
    // was no guid, the address itself was what made it the same.
    const wasLink = stored.identity.startsWith('link:');
    return wasLink || sameText(newcomer, stored) ? 3 : WEAK;
  }
  return sameDate && (isLikeLink || sameTitle) ? 2 : 0;
}

function areDated(newcomer: Newcomer, stored: StoredSighting): boolean {
  return newcomer.publishedAt !== null && stored.publishedAt !== null;
}

function sameText(newcomer: Newcomer, stored: StoredSighting): boolean {
  return (
    newcomer.excerpt !== '' &&
    newcomer.excerpt === stored.excerpt &&
    newcomer.wordCount === stored.wordCount
  );
}

/** The claims that are the best of both their articles, and the only ones so good. */
function settle(claims: readonly Claim[]): Renaming[] {
  const settled = new Set<Newcomer | StoredSighting>();
  const renamings: Renaming[] = [];
  const settleAt = (strength: Strength): Claim[] => {
    const open = claims.filter(
      (claim) =>
        claim.strength === strength && !settled.has(claim.newcomer) && !settled.has(claim.stored),
    );
    const count = new Map<Newcomer | StoredSighting, number>();
    for (const { newcomer, stored } of open) {
      for (const side of [newcomer, stored]) {
        count.set(side, (count.get(side) ?? 0) + 1);
        // Where two claims are equally good, weaker ones do not decide.
        settled.add(side);
      }
    }
    return open.filter(
      ({ newcomer, stored }) => count.get(newcomer) === 1 && count.get(stored) === 1,
    );
  };
  const accept = ({ newcomer, stored }: Claim): void => {
    renamings.push({ id: stored.id, identity: newcomer.identity });
  };
  for (const strength of STRENGTHS) settleAt(strength).forEach(accept);
  const weak = settleAt(WEAK);
  if (weak.length >= SEVERAL) weak.forEach(accept);
  return renamings;
}

function linkAlias({ url }: { readonly url: string | null }): string | null {
  return url === null ? null : closeAlias(`link:${url}`);
}

/** Null where either is missing: alone neither says anything. */
function titleAndDate({ title, publishedAt }: Newcomer | StoredSighting): string | null {
  return title === '' || publishedAt === null ? null : `${String(publishedAt)} ${title}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
