/** Stores the pictures of bundled articles, so that the sample collection is whole offline. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { ArticleId } from '../../shared/model';
import type { ParsedArticle } from '../core/parsedFeed';
import type {
  BundledCollection,
  Clock,
  Log,
  MediaFiles,
  MediaIndex,
  StoredPicture,
} from '../core/ports';

export interface BundledPicturesParts {
  readonly bundled: BundledCollection;
  readonly files: MediaFiles;
  readonly index: MediaIndex;
  readonly clock: Clock;
  readonly log: Log;
}

/** Pictures that lie on disk, by the address that articles give them. */
export type StoredPictures = ReadonlyMap<string, StoredPicture>;

export class BundledPictures {
  constructor(private readonly parts: BundledPicturesParts) {}

  /** A picture that cannot be stored is logged and left out; its article is kept all the same. */
  async store(articles: readonly ParsedArticle[]): Promise<StoredPictures> {
    const { bundled, files, log } = this.parts;
    const sources = new Set(articles.flatMap(({ imageSources }) => imageSources));
    const stored = new Map<string, StoredPicture>();
    for (const source of sources) {
      if (!source.startsWith(`${SAMPLE_SCHEME}:`)) continue;
      try {
        stored.set(source, await files.save(await bundled.readFile(source)));
      } catch (error) {
        log.warn(`The bundled picture ${source} was not stored.`, error);
      }
    }
    return stored;
  }

  /** Belongs in the transaction that saves the article, so that neither is there without the other. */
  link(id: ArticleId, { imageSources }: ParsedArticle, stored: StoredPictures): void {
    const { index, clock } = this.parts;
    index.keepOnly(id, imageSources);
    for (const source of imageSources) {
      const picture = stored.get(source);
      if (picture !== undefined) index.link(id, source, picture, clock.now());
    }
  }
}
