/** Takes a parsed feed into the library, in pieces, so that reading goes on meanwhile. */
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import { inPieces } from '../core/batch';
import { carryByAlias, carryByContent, type Renaming } from '../core/identityCarry';
import type { ParsedFeed } from '../core/parsedFeed';
import type { ArticleStore, ChangeSink, Clock, Pause } from '../core/ports';
import type { BundledPictures } from './bundledPictures';
import type { WriteQueue } from './writeQueue';

export interface ArticleIntakeParts {
  readonly articles: ArticleStore;
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
   * Nothing is ever deleted because a document no longer lists it.
   *
   * @param finish runs in the transaction of the last piece, and also when there is nothing to take
   *   in. What it writes, such as validators, is only there once everything is: after a crash midway
   *   the feed is simply fetched again.
   * @returns how many articles were not known before.
   * @throws ReaderError `cancelled` when the engine closes before the last piece.
   */
  async takeIn(
    feedId: FeedId,
    parsed: ParsedFeed,
    finish: (changes: IntakeChanges) => void,
  ): Promise<number> {
    const { articles, pictures, writes, changes, clock, pause } = this.parts;
    const stored = await pictures.store(parsed.articles);
    await this.#keepMarks(feedId, parsed);
    // One time for all pieces, and the last of the document first: among articles of the same time,
    // such as undated ones, the later id is listed first.
    const now = clock.now();
    const total = { added: 0, updated: 0 };
    await inPieces(
      parsed.articles.toReversed(),
      async (piece, isLast) => {
        const count = { added: 0, updated: 0 };
        await writes.run(() => {
          this.#refuseWhenClosing();
          count.added = 0;
          count.updated = 0;
          articles.save(feedId, piece, now).forEach(({ id, outcome }, index) => {
            const article = piece[index];
            if (outcome === 'unchanged' || article === undefined) return;
            count[outcome] += 1;
            pictures.link(id, article, stored);
          });
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

  /** Articles that changed their identity keep their rows, and with them what the reader did. */
  async #keepMarks(feedId: FeedId, parsed: ParsedFeed): Promise<void> {
    const { articles, writes, pause } = this.parts;
    const renamings = this.#renamings(feedId, parsed);
    if (renamings.length === 0) return;
    await inPieces(
      renamings,
      (piece) =>
        writes.run(() => {
          this.#refuseWhenClosing();
          articles.rename(piece);
        }, piece.length),
      pause,
    );
    await pause();
  }

  #renamings(feedId: FeedId, { articles: newcomers, total }: ParsedFeed): Renaming[] {
    const { articles } = this.parts;
    const former = newcomers.flatMap(({ formerly }) => formerly);
    const alike =
      former.length === 0 ? [] : carryByAlias(newcomers, articles.sightings(feedId, former));
    if (newcomers.length < total || articles.newestSightings(feedId, 1).length === 0) return alike;
    const identities = newcomers.map(({ identity }) => identity);
    if (articles.sightings(feedId, identities).length > 0) return alike;
    // Nothing the document lists is known: perhaps the publisher made all guids anew.
    const renamed = new Set(alike.map(({ identity }) => identity));
    const taken = new Set(alike.map(({ id }) => id));
    const newest = articles.newestSightings(feedId, NEWEST_PER_ENTRY * total);
    return [
      ...alike,
      ...carryByContent(
        newcomers.filter(({ identity }) => !renamed.has(identity)),
        newest.filter(({ id }) => !taken.has(id)),
      ),
    ];
  }

  #refuseWhenClosing(): void {
    // The database is closed a moment later.
    if (this.parts.closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
  }
}

/** An article that changed its identity was in the document last time, among the feed's newest. */
const NEWEST_PER_ENTRY = 4;
