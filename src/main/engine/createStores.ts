/** Everything that lies in the library, by what it is about. */
import { createArticleStateStore } from '../store/articleStateStore';
import { createArticleStore } from '../store/articleStore';
import type { WritableDb } from '../store/database';
import { createFeedMergeStore } from '../store/feedMergeStore';
import { createFeedSettingsStore } from '../store/feedSettingsStore';
import { createFeedStore } from '../store/feedStore';
import { createFetchStateStore } from '../store/fetchStateStore';
import { createFullTextStore } from '../store/fullTextStore';
import { createHostHoldStore } from '../store/hostHoldStore';
import { createIconStore } from '../store/iconStore';
import { createMarkStore } from '../store/markStore';
import { createLibraryClock } from '../store/libraryClock';
import { createMediaStore } from '../store/mediaStore';
import { createPictureIndex } from '../store/pictureIndex';
import { createSearchIndex } from '../store/searchIndexStore';
import { createSearchStore } from '../store/searchStore';
import { createSettingsStore } from '../store/settingsStore';

export type Stores = ReturnType<typeof createStores>;

// The return type is the list itself: what each store implements stands in core/ports.ts.
// eslint-disable-next-line @typescript-eslint/explicit-module-boundary-types
export function createStores(database: WritableDb) {
  const media = createMediaStore(database);
  return {
    media,
    libraryClock: createLibraryClock(database),
    feeds: createFeedStore(database),
    feedSettings: createFeedSettingsStore(database),
    fetchStates: createFetchStateStore(database),
    hostHolds: createHostHoldStore(database),
    merges: createFeedMergeStore(database),
    articles: createArticleStore(database, media),
    fullTexts: createFullTextStore(database),
    states: createArticleStateStore(database),
    marks: createMarkStore(database),
    icons: createIconStore(database),
    pictures: createPictureIndex(database),
    searchIndex: createSearchIndex(database),
    found: createSearchStore(database),
    settings: createSettingsStore(database),
  };
}
