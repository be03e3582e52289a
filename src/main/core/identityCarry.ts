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
  readonly publishedAt: number | null;
}

export interface Renaming {
  readonly id: ArticleId;
  readonly identity: string;
}

type Newcomer = Pick<ParsedArticle, 'identity' | 'formerly' | 'url' | 'title' | 'publishedAt'>;

interface Claim {
  readonly newcomer: Newcomer;
  readonly stored: StoredSighting;
  readonly strength: Strength;
}

/** Only believed when several articles of the document show the same. */
const WEAK = 1;
const SEVERAL = 3;
const STRENGTHS = [4, 3, 2] as const;
type Strength = (typeof STRENGTHS)[number] | typeof WEAK | 0;

/** For newcomers whose identity is like one that is stored and that the document lists no more. */
export function carryByAlias(
  newcomers: readonly Newcomer[],
  stored: readonly StoredSighting[],
): Renaming[] {
  const byIdentity = new Map(stored.map((sighting) => [sighting.identity, sighting]));
  return settle(
    newcomers.flatMap((newcomer) =>
      newcomer.formerly.flatMap((identity): Claim[] => {
        const sighting = byIdentity.get(identity);
        if (sighting === undefined) return [];
        return [{ newcomer, stored: sighting, strength: aliasStrength(newcomer, sighting) }];
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
  const oldTitles = groupBy(stored, ({ title }) => title || null);
  return settle(
    newcomers.flatMap((newcomer) => {
      const link = linkAlias(newcomer);
      const atLink = link === null ? [] : (oldLinks.get(link) ?? []);
      // An address that several articles share, such as the site's own, says nothing of any of them.
      const isOwnLink = link !== null && newLinks.get(link)?.length === 1 && atLink.length === 1;
      const titled = oldTitles.get(newcomer.title) ?? [];
      return [...new Set([...atLink, ...titled])].map((sighting): Claim => {
        const isLikeLink = isOwnLink && atLink.includes(sighting);
        return {
          newcomer,
          stored: sighting,
          strength: contentStrength(newcomer, sighting, isLikeLink),
        };
      });
    }),
  );
}

function aliasStrength(newcomer: Newcomer, stored: StoredSighting): Strength {
  const sameTitle = newcomer.title !== '' && newcomer.title === stored.title;
  const sameLink = newcomer.url !== null && newcomer.url === stored.url;
  // An identity made of the link cannot have that very link as its witness.
  const isLink = newcomer.identity.startsWith('link:');
  if (newcomer.identity.startsWith(`${stored.identity}|`)) {
    // One guid for several articles: the link tells them apart where there are links.
    const hasLinks = newcomer.url !== null && stored.url !== null && !isLink;
    if (!hasLinks) return sameTitle ? 2 : 0;
    if (!sameLink) return 0;
    return sameTitle ? 4 : 3;
  }
  if (closeAlias(newcomer.identity) === closeAlias(stored.identity)) {
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
  const areDated = newcomer.publishedAt !== null && stored.publishedAt !== null;
  const sameDate = areDated && newcomer.publishedAt === stored.publishedAt;
  if (isLikeLink && sameTitle) {
    if (sameDate) return 4;
    return areDated ? WEAK : 3;
  }
  return sameDate && (isLikeLink || sameTitle) ? 2 : 0;
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
