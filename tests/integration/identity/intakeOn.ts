/** The intake without an engine around it, and documents for it. */
import { resolve } from 'node:path';
import type { ParsedArticle, ParsedFeed } from '../../../src/main/core/parsedFeed';
import { BundledFiles } from '../../../src/main/fetch/bundledCollection';
import { MediaDirectory } from '../../../src/main/media/mediaFiles';
import { ArticleIntake } from '../../../src/main/services/articleIntake';
import { BundledPictures } from '../../../src/main/services/bundledPictures';
import { WriteQueue } from '../../../src/main/services/writeQueue';
import { temporaryFolder } from '../../support/forOneTest';
import type { Library } from '../../support/library';

/**
 * The intake on a real library; what it does between two pauses is one turn of the engine.
 * `rows` tells of each transaction how many rows it wrote.
 */
export function intakeOn(library: Library, pause: () => Promise<void>): { intake: ArticleIntake; rows: number[] } {
  const rows: number[] = [];
  const written = library.database.prepare<[], number>('SELECT total_changes()').pluck();
  const silent = (): void => undefined;
  const log = { info: silent, warn: silent, error: silent };
  const clock = { now: () => Date.UTC(2026, 10, 24) };
  const pictures = new BundledPictures({
    bundled: new BundledFiles(resolve('resources/sample')),
    files: new MediaDirectory(temporaryFolder()),
    index: library.media,
    ...{ clock, log },
  });
  const intake = new ArticleIntake({
    feeds: library.feeds,
    articles: library.articles,
    fullTexts: library.fullTexts,
    pictures,
    writes: new WriteQueue({
      transaction: (work) => {
        const before = written.get() ?? 0;
        const result = library.database.transaction(work).immediate();
        rows.push((written.get() ?? 0) - before);
        return result;
      },
      later: () => silent,
    }),
    changes: { feedsChanged: silent, articlesChanged: silent, statesChanged: silent, refreshProgressed: silent },
    ...{ clock, pause, closing: new AbortController().signal },
  });
  return { intake, rows };
} // prettier-ignore

/** A document that holds these articles, of which `total` counts also those that are known. */
export const parsed = (articles: ParsedArticle[], total = articles.length): ParsedFeed => ({
  ...{ title: 'Feed', siteUrl: null, description: null, language: null, iconUrl: null },
  hints: { everyMinutes: null, skipHours: [], skipDays: [] },
  ...{ isComplete: true, total, articles },
});
