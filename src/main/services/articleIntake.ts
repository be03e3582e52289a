/** Takes a parsed feed into the library, in pieces, so that reading goes on meanwhile. */
import { ReaderError } from '../../shared/errors';
import type { ArticleId, FeedId } from '../../shared/model';
import { inPieces } from '../core/batch';
import {
  carryByAlias,
  carryByContent,
  type Renaming,
  type StoredSighting,
} from '../core/identityCarry';
import { mostEntriesIn, MOST_ENTRIES } from '../core/mostEntries';
import type { ParsedFeed } from '../core/parsedFeed';
import { refuseWhenClosing } from '../core/refuseWhenClosing';
import type {
  ArticleStore,
  ChangeSink,
  Clock,
  FeedStore,
  FullTextStore,
  KnownArticles,
  Pause,
} from '../core/ports';
import type { BundledPictures } from './bundledPictures';
import type { WriteQueue } from './writeQueue';

/** An article that changed its identity was in the document last time, among the feed's newest. */
const NEWEST_PER_ENTRY = 4;
/** Rows read in one turn of the engine, about 5 ms of work. */
const ROWS_PER_TURN = 1000;

export interface ArticleIntakeParts {
  readonly feeds: FeedStore;
  readonly articles: ArticleStore;
  readonly fullTexts: FullTextStore;
  readonly pictures: BundledPictures;
  readonly writes: WriteQueue;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

/** How much a document changed. */
export interface IntakeChanges {
  readonly added: number;
  readonly updated: number;
}

export class ArticleIntake {
  constructor(private readonly parts: ArticleIntakeParts) {}

  /**
   * What is stored of a feed, as far as a document of so many bytes is likely to list it: a feed of
   * twenty years knows far more. An older article that is listed all the same is recognised when it
   * is taken in.
   */
  async knownFor(feedId: FeedId, bytes: number): Promise<KnownArticles> {
    const { articles, closing, pause } = this.parts;
    const known = new Map<string, string>();
    const most = mostEntriesIn(bytes);
    let before: Parameters<ArticleStore['knownOf']>[1] = null;
    do {
      refuseWhenClosing(closing);
      const page = articles.knownOf(feedId, before, Math.min(ROWS_PER_TURN, most - known.size));
      for (const [identity, fingerprint] of page.known) known.set(identity, fingerprint);
      before = page.next;
      if (before !== null) await pause();
    } while (before !== null && known.size < most);
    return known;
  }

  /**
   * Nothing is ever deleted because a document no longer lists it.
   *
   * @param finish runs in the transaction of the last piece, and also when there is nothing to take
   *   in. What it writes, such as validators, is only there once everything is: after a crash midway
   *   the feed is simply fetched again.
   * @returns how many articles were not known before.
   * @throws ReaderError `cancelled` when the engine closes before the last piece, or the feed is
   *   removed, joined into another or given another address.
   */
  async takeIn(
    feedId: FeedId,
    parsed: ParsedFeed,
    finish: (changes: IntakeChanges) => void,
  ): Promise<number> {
    const { articles, fullTexts, pictures, writes, changes, clock, pause } = this.parts;
    const mustStillBe = this.#mustStillBe(feedId);
    const stored = await pictures.store(parsed.articles);
    await this.#keepMarks(feedId, parsed, mustStillBe);
    // One time for all pieces, and the last of the document first: among articles of the same time,
    // such as undated ones, the later id is listed first.
    const now = clock.now();
    const total = { added: 0, updated: 0 };
    await inPieces(
      parsed.articles.toReversed(),
      async (piece, isLast) => {
        const count = { added: 0, updated: 0 };
        await writes.run(() => {
          mustStillBe();
          count.added = 0;
          count.updated = 0;
          const changed: ArticleId[] = [];
          articles.save(feedId, piece, now).forEach(({ id, outcome }, index) => {
            const article = piece[index];
            if (outcome === 'unchanged' || article === undefined) return;
            count[outcome] += 1;
            changed.push(id);
            pictures.link(id, article, stored);
          });
          fullTexts.want(feedId, changed, now);
          if (isLast) {
            finish({ added: total.added + count.added, updated: total.updated + count.updated });
          }
        }, piece.length);
        total.added += count.added;
        total.updated += count.updated;
        // Told piece by piece, since what is committed stays when a later piece fails.
        if (count.added + count.updated > 0) {
          changes.articlesChanged({ feedId, added: count.added, removed: false });
        }
      },
      pause,
    );
    return total.added;
  }

  /**
   * Between two pieces a feed may be joined into another, and its number be given to the next feed
   * that is added. @returns what throws once that is so.
   */
  #mustStillBe(feedId: FeedId): () => void {
    const { feeds, closing } = this.parts;
    const url = feeds.urlOf(feedId);
    return () => {
      refuseWhenClosing(closing);
      if (url === null || feeds.urlOf(feedId) !== url) {
        throw new ReaderError('cancelled', 'The feed is not here any more.');
      }
    };
  }

  /** Articles that changed their identity keep their rows, and with them what the reader did. */
  async #keepMarks(feedId: FeedId, parsed: ParsedFeed, mustStillBe: () => void): Promise<void> {
    const { articles, writes, pause } = this.parts;
    const renamings = await this.#renamings(feedId, parsed, mustStillBe);
    if (renamings.length === 0) return;
    await inPieces(
      renamings,
      (piece) =>
        writes.run(() => {
          mustStillBe();
          articles.rename(feedId, piece);
        }, piece.length),
      pause,
    );
    await pause();
  }

  async #renamings(
    feedId: FeedId,
    { articles: newcomers, total }: ParsedFeed,
    mustStillBe: () => void,
  ): Promise<Renaming[]> {
    const { articles, pause } = this.parts;
    const sightings = async (identities: Iterable<string>): Promise<StoredSighting[]> => {
      const found: StoredSighting[] = [];
      const read = (piece: readonly string[]): void => {
        mustStillBe();
        found.push(...articles.sightings(feedId, piece));
      };
      await inPieces([...identities], read, pause);
      return found;
    };
    const former = new Set(newcomers.flatMap(({ formerly }) => formerly));
    const alike = former.size === 0 ? [] : carryByAlias(newcomers, await sightings(former));
    mustStillBe();
    if (newcomers.length < total || articles.newestSightings(feedId, 1).length === 0) return alike;
    if ((await sightings(newcomers.map(({ identity }) => identity))).length > 0) return alike;
    mustStillBe();
    // Nothing the document lists is known: perhaps the publisher made all guids anew.
    const renamed = new Set(alike.map(({ identity }) => identity));
    const taken = new Set(alike.map(({ id }) => id));
    const newest = articles.newestSightings(
      feedId,
      Math.min(NEWEST_PER_ENTRY * total, MOST_ENTRIES),
    );
    return [
      ...alike,
      ...carryByContent(
        newcomers.filter(({ identity }) => !renamed.has(identity)),
        newest.filter(({ id }) => !taken.has(id)),
      ),
    ];
  }
}
