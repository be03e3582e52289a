/** Whole sets of subscriptions: an OPML file, or the collection that comes with the app. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import { ReaderError } from '../../shared/errors';
import type { Imported } from '../../shared/contract/collections';
import type { FeedId, FolderId } from '../../shared/model';
import { inPieces } from '../core/batch';
import { flattenOutlines, outlinedAddress, type OutlinedFeed } from '../core/opml';
import type {
  BundledCollection,
  ChangeSink,
  Clock,
  DocumentParser,
  FeedStore,
  Pause,
  Transaction,
} from '../core/ports';
import type { RefreshService } from './refreshService';

export interface CollectionServiceParts {
  readonly feeds: FeedStore;
  readonly bundled: BundledCollection;
  readonly parser: DocumentParser;
  readonly refresh: RefreshService;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class CollectionService {
  constructor(private readonly parts: CollectionServiceParts) {}

  /** @throws ReaderError `invalid-input` when the text is no OPML. Nothing is stored then. */
  importOpml(text: string): Promise<Imported> {
    return this.#import(new TextEncoder().encode(text), ['http:', 'https:']);
  }

  async addSample(): Promise<Imported> {
    return this.#import(await this.parts.bundled.readOutlines(), [`${SAMPLE_SCHEME}:`]);
  }

  async #import(bytes: Uint8Array, schemes: readonly string[]): Promise<Imported> {
    const { parser, transaction, changes, refresh, pause, closing } = this.parts;
    const outlined = flattenOutlines(await parser.readOpml(bytes));
    const added: FeedId[] = [];
    let duplicates = 0;
    let refused = 0;
    await inPieces(
      outlined,
      (piece) => {
        // The database is closed a moment later.
        if (closing.aborted) throw new ReaderError('cancelled', 'The app is closing.');
        transaction(() => {
          for (const feed of piece) {
            const url = outlinedAddress(feed.url, schemes);
            const id = url === null ? null : this.#add(url, feed);
            if (url === null) refused += 1;
            else if (id === null) duplicates += 1;
            else added.push(id);
          }
        });
        // Told piece by piece, since what is committed stays when a later piece fails.
        if (added.length > 0) changes.feedsChanged();
      },
      pause,
    );
    if (added.length > 0) refresh.startFeeds(added);
    return { added: added.length, duplicates, refused };
  }

  /** @returns null when the feed is already there. */
  #add(url: string, { title, path }: OutlinedFeed): FeedId | null {
    const { feeds, clock, changes } = this.parts;
    const known = feeds.findByUrl(url);
    if (known?.isRemoved === true) {
      feeds.restore(known.id);
      changes.articlesChanged({ feedId: known.id, added: 0, removed: false });
      return known.id;
    }
    if (known !== null) return null;
    let folderId: FolderId | null = null;
    for (const name of path) folderId = feeds.ensureFolder(folderId, name);
    return feeds.add({
      url,
      title: title ?? new URL(url).host,
      siteUrl: null,
      folderId,
      addedAt: clock.now(),
    });
  }
}
