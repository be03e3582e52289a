import type { RawEntry } from '../../src/main/core/parsedFeed';

/** An entry in which the publisher wrote nothing but what a test names. */
export function rawEntry(written: Partial<RawEntry> = {}): RawEntry {
  return {
    id: null,
    link: null,
    title: null,
    author: null,
    html: null,
    summary: null,
    published: null,
    updated: null,
    commentsUrl: null,
    categories: [],
    enclosures: [],
    image: null,
    ...written,
  };
}
