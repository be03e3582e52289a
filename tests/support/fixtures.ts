/** Real data that lies beside the project; its own README says where it comes from. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FIXTURES = resolve('../shared/fixtures');

/** @returns where a file or folder below the fixtures folder lies. */
export function fixturePath(path: string): string {
  return resolve(FIXTURES, path);
}

/** @returns the bytes of a file below the fixtures folder. */
export function fixture(path: string): Buffer {
  return readFileSync(fixturePath(path));
}

/** Feeds of several formats and publishers that the end-to-end tests read. */
export const REAL_FEEDS = {
  daringFireball: 'feeds/nnw/Modules/RSParser/Tests/RSParserTests/Resources/DaringFireball.rss',
  verge: 'feeds/feedreader/FeedReader.Tests/Feeds/AtomVergeAllPosts.xml',
  newYorkTimes: 'feeds/feedreader/FeedReader.Tests/Feeds/Rss20NYTimes.xml',
  leParisien: 'feeds/feedreader/FeedReader.Tests/Feeds/Rss20LeParisien.xml',
  guardian: 'feeds/rss-parser/test/input/guardian.rss',
  seed: 'seed/posts.atom.xml',
} as const;
