/** Stores the pictures of bundled articles, so that the sample collection is whole offline. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { ArticleId } from '../../shared/model';
import type { ParsedArticle } from '../core/parsedFeed';
import type { BundledCollection, Clock, Log, MediaFiles, MediaIndex } from '../core/ports';

export interface BundledPicturesParts {
  readonly bundled: BundledCollection;
  readonly files: MediaFiles;
  readonly index: MediaIndex;
  readonly clock: Clock;
  readonly log: Log;
}

export class BundledPictures {
  constructor(private readonly parts: BundledPicturesParts) {}

  /** A picture that cannot be stored is logged and left out; its article is kept all the same. */
  async keep(saved: readonly { id: ArticleId; article: ParsedArticle }[]): Promise<void> {
    const { bundled, files, index, clock, log } = this.parts;
    for (const { id, article } of saved) {
      for (const source of article.imageSources) {
        if (!source.startsWith(`${SAMPLE_SCHEME}:`)) continue;
        try {
          const picture = await files.save(await bundled.readFile(source));
          index.link(id, source, picture, clock.now());
        } catch (error) {
          log.warn(`The bundled picture ${source} was not stored.`, error);
        }
      }
    }
  }
}
