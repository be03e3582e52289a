/** Whole sets of subscriptions: an OPML file, or the collection that comes with the app. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { Imported } from '../../shared/contract/collections';
import { isPublicHost } from '../../shared/publicHost';
import type { FeedId, FolderId } from '../../shared/model';
import { withoutCredentials } from '../core/addressCredentials';
import { inPieces } from '../core/batch';
import { flattenOutlines, outlinedAddress, type OutlinedFeed } from '../core/opml';
import type {
  BundledCollection,
  ChangeSink,
  Clock,
  Credentials,
  DocumentParser,
  FeedSettingsStore,
  FeedStore,
  Pause,
  Transaction,
} from '../core/ports';
import { refuseWhenClosing } from '../core/refuseWhenClosing';
import type { FeedSecrets } from './feedSecrets';
import type { RefreshService } from './refreshService';

export interface CollectionServiceParts {
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly secrets: FeedSecrets;
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

interface AddedFeed {
  readonly id: FeedId;
  readonly url: string;
  /** Written into the address in the file. */
  readonly credentials: Credentials | null;
}

export class CollectionService {
  constructor(private readonly parts: CollectionServiceParts) {}

  /** @throws ReaderError `invalid-input` when the text is no OPML. Nothing is stored then. */
  importOpml(text: string): Promise<Imported> {
    // With a mark that says so: the text is no longer in the encoding that its declaration may name.
    const bytes = new TextEncoder().encode(`\uFEFF${text.replace(/^\uFEFF/, '')}`);
    return this.#import(bytes, ['http:', 'https:']);
  }

  async addSample(): Promise<Imported> {
    return this.#import(await this.parts.bundled.readOutlines(), [`${SAMPLE_SCHEME}:`]);
  }

  async #import(bytes: Uint8Array, schemes: readonly string[]): Promise<Imported> {
    const { parser, transaction, changes, refresh, pause, closing } = this.parts;
    const outlined = flattenOutlines(await parser.readOpml(bytes));
    const added: AddedFeed[] = [];
    let duplicates = 0;
    let refused = 0;
    await inPieces(
      outlined,
      (piece) => {
        refuseWhenClosing(closing);
        transaction(() => {
          for (const outline of piece) {
            const url = outlinedAddress(outline.url, schemes);
            const feed = url === null ? null : this.#add(url, outline);
            if (url === null) refused += 1;
            else if (feed === null) duplicates += 1;
            else added.push(feed);
          }
        });
        // Told piece by piece, since what is committed stays when a later piece fails.
        if (added.length > 0) changes.feedsChanged();
      },
      pause,
    );
    await this.#keepSignIns(added);
    const privateFeeds: FeedId[] = [];
    const asked: FeedId[] = [];
    for (const feed of added) (this.#mustBeAllowed(feed) ? privateFeeds : asked).push(feed.id);
    if (asked.length > 0) refresh.startFeeds(asked);
    return { added: added.length, duplicates, refused, privateFeeds };
  }

  /** @returns null when the feed is already there. */
  #add(outlined: string, { title, path }: OutlinedFeed): AddedFeed | null {
    const { feeds, clock, changes } = this.parts;
    const { url, credentials } = withoutCredentials(outlined);
    const known = feeds.findByUrl(url);
    if (known?.isRemoved === true) {
      feeds.restore(known.id);
      changes.articlesChanged({ feedId: known.id, added: 0, removed: false });
      return { id: known.id, url, credentials };
    }
    if (known !== null) return null;
    let folderId: FolderId | null = null;
    for (const name of path) folderId = feeds.ensureFolder(folderId, name);
    const id = feeds.add({
      url,
      title: title ?? new URL(url).host,
      siteUrl: null,
      folderId,
      addedAt: clock.now(),
    });
    return { id, url, credentials };
  }

  async #keepSignIns(added: readonly AddedFeed[]): Promise<void> {
    for (const { id, url, credentials } of added) {
      if (credentials !== null) await this.parts.secrets.keep(id, url, { credentials });
    }
  }

  /** A file may not send a reader into a private network without one question. */
  #mustBeAllowed({ id, url }: AddedFeed): boolean {
    const { protocol, hostname } = new URL(url);
    const isPrivate = protocol !== `${SAMPLE_SCHEME}:` && !isPublicHost(hostname);
    return isPrivate && !this.parts.settings.read(id).allowsPrivate;
  }
}
