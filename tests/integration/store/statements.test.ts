import { describe, expect, test } from 'vitest';
import { createArticleStateStore } from '../../../src/main/store/articleStateStore';
import { createArticleStore } from '../../../src/main/store/articleStore';
import { createFeedMergeStore } from '../../../src/main/store/feedMergeStore';
import { createFeedSettingsStore } from '../../../src/main/store/feedSettingsStore';
import { createFeedStore } from '../../../src/main/store/feedStore';
import { createFetchStateStore } from '../../../src/main/store/fetchStateStore';
import { createHostHoldStore } from '../../../src/main/store/hostHoldStore';
import { createIconStore } from '../../../src/main/store/iconStore';
import { createFullTextStore } from '../../../src/main/store/fullTextStore';
import { createMarkStore } from '../../../src/main/store/markStore';
import { createMediaStore } from '../../../src/main/store/mediaStore';
import { createSearchIndex } from '../../../src/main/store/searchIndexStore';
import { createSearchStore } from '../../../src/main/store/searchStore';
import { createSettingsStore } from '../../../src/main/store/settingsStore';
import type { Scope } from '../../../src/shared/model';
import { openLibrary, type Library } from '../../support/library';
import { planOf, statementsOf } from '../../support/queryPlans';

/** Tables that grow with what is read; feeds and folders are a few hundred rows. */
const LARGE = [
  'article_states',
  'unread',
  'articles',
  'bodies',
  'article_versions',
  'full_texts',
  'mark_pieces',
  'article_media',
  'media',
  'search_rows',
];

const scopes: Scope[] = [
  { kind: 'all' },
  { kind: 'today', since: 0 },
  { kind: 'bookmarks' },
  { kind: 'feed', feedId: 1 as never },
  { kind: 'folder', folderId: 1 as never },
];

/** Every SQL text that the stores prepare, also those that they make for a single call. */
function statements({ database }: Library): string[] {
  return statementsOf(database, (recording) => {
    const media = createMediaStore(recording);
    const articles = createArticleStore(recording, media);
    createArticleStateStore(recording);
    createMarkStore(recording);
    createFullTextStore(recording);
    createFeedStore(recording);
    createFeedSettingsStore(recording);
    createFeedMergeStore(recording);
    createFetchStateStore(recording);
    createHostHoldStore(recording);
    createIconStore(recording);
    createSettingsStore(recording);
    createSearchIndex(recording);
    const found = createSearchStore(recording);
    const unread = { match: 'b', states: [{ kind: 'unread', isExcluded: false }] } as const;
    for (const scope of scopes) {
      for (const beside of [[], [unread]]) {
        const conditions = { match: 'a', beside };
        found.find({ conditions, scope, before: { sortAt: 0, id: 1 as never }, limit: 1 });
      }
      for (const show of ['all', 'unread'] as const) {
        articles.list({ scope, show, before: null, limit: 1 });
        articles.list({ scope, show, before: { sortAt: 0, id: 1 as never }, limit: 1 });
        for (const direction of ['older', 'newer'] as const) {
          articles.next({ scope, show, from: null, direction }, 1);
        }
      }
    }
  });
}

/** Steps that read a large table from end to end, whatever is in it, without an index. */
function wholeTables(details: readonly string[]): string[] {
  const whole = new RegExp(`^SCAN (?:${LARGE.join('|')}|listed|[a-z])$`);
  return details.filter((detail) => whole.test(detail));
}

describe('the statements of the store', () => {
  test('are all seen by this test', () => {
    expect(statements(openLibrary()).length).toBeGreaterThan(85);
  });

  test.each(['before', 'after'])('never read a large table from end to end, %s ANALYZE', (when) => {
    const library = openLibrary();
    if (when === 'after') library.database.exec('ANALYZE');
    const found = statements(library).flatMap((sql) =>
      wholeTables(planOf(library.database, sql)).map((detail) => `${detail}: ${sql}`),
    );
    // The sidebar reads all feeds, which are few, by their alias f.
    expect(found.filter((each) => !/^SCAN [ft]: SELECT f\./.test(each))).toEqual([]);
  });

  test('control: one without an index would be noticed', () => {
    const details = planOf(
      openLibrary().database,
      'SELECT count(*) FROM articles a WHERE a.title = ?',
    );
    expect(wholeTables(details)).toEqual(['SCAN a']);
  });
});
