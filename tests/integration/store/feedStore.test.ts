import { describe, expect, test } from 'vitest';
import { createSettingsStore } from '../../../src/main/store/settingsStore';
import { DEFAULT_SETTINGS } from '../../../src/shared/model';
import { addFeed, openLibrary } from '../../support/library';

const hour = 3_600_000;
const now = Date.UTC(2026, 10, 24);
const version = { validators: { etag: '"e"', lastModified: 'then' }, bodyHash: 'hash' };

describe('what is known of a feed’s document', () => {
  test('is nothing at first', () => {
    const library = openLibrary();
    expect(library.feeds.fetchState(addFeed(library, 'a'))).toEqual({
      validators: { etag: null, lastModified: null },
      bodyHash: null,
      failureCount: 0,
    });
  });

  test('is renewed by an answer, kept by "not modified" and by failures', () => {
    const { feeds, ...library } = openLibrary();
    const feed = addFeed({ feeds, ...library }, 'a');
    const state = { validators: version.validators, bodyHash: version.bodyHash };
    feeds.recordSuccess(feed, { checkedAt: now, nextDueAt: now, version });
    expect(feeds.fetchState(feed)).toMatchObject(state);
    feeds.recordSuccess(feed, { checkedAt: now, nextDueAt: now, version: null });
    expect(feeds.fetchState(feed)).toMatchObject(state);
    const failure = { checkedAt: now, nextDueAt: now, code: 'incomplete', details: {} } as const;
    feeds.recordFailure(feed, failure);
    expect(feeds.fetchState(feed)).toMatchObject({ ...state, failureCount: 1 });
  });

  test('is cleared by an answer that names no version', () => {
    const { feeds, ...library } = openLibrary();
    const feed = addFeed({ feeds, ...library }, 'a');
    feeds.recordSuccess(feed, { checkedAt: now, nextDueAt: now, version });
    const nameless = { validators: { etag: null, lastModified: null }, bodyHash: 'other' };
    feeds.recordSuccess(feed, { checkedAt: now, nextDueAt: now, version: nameless });
    expect(feeds.fetchState(feed)).toMatchObject(nameless);
  });

  test('cannot be asked of a feed that is not there', () => {
    expect(() => openLibrary().feeds.fetchState(9 as never)).toThrow('There is no such feed.');
  });
});

describe('a failure', () => {
  test('is shown with its count until the feed answers again', () => {
    const { feeds, ...library } = openLibrary();
    const feed = addFeed({ feeds, ...library }, 'a');
    const details = { status: 410, host: 'a.example' };
    // The last one was out of reach: it was last checked before that.
    for (const checkedAt of [now + 1, null]) {
      feeds.recordFailure(feed, { checkedAt, nextDueAt: now, code: 'http-status', details });
    }
    expect(feeds.find(feed)).toMatchObject({
      checkedAt: now + 1,
      failure: { code: 'http-status', details, count: 2 },
    });
    feeds.recordSuccess(feed, { checkedAt: now + 2, nextDueAt: now, version: null });
    expect(feeds.find(feed)).toMatchObject({ checkedAt: now + 2, failure: null });
  });
});

describe('feeds that are due', () => {
  test('are those whose time has come, longest first; new ones at once', () => {
    const { feeds, ...library } = openLibrary();
    const [soon, over, fresh, longOver] = ['soon', 'over', 'fresh', 'longOver'].map((name) =>
      addFeed({ feeds, ...library }, name.toLowerCase()),
    );
    const due = (feed: typeof soon, nextDueAt: number): void => {
      feeds.recordSuccess(feed!, { checkedAt: now, nextDueAt, version: null });
    };
    due(soon, now + 1);
    due(over, now);
    due(longOver, now - hour);
    expect(feeds.dueIds(now)).toEqual([fresh, longOver, over]);
  });

  test('include those that a clock gone wrong put off for years', () => {
    const { feeds, ...library } = openLibrary();
    const feed = addFeed({ feeds, ...library }, 'a');
    const wrong = now + 365 * 24 * hour;
    feeds.recordSuccess(feed, { checkedAt: wrong, nextDueAt: wrong + hour, version: null });
    expect(feeds.dueIds(now)).toEqual([feed]);
    feeds.recordSuccess(feed, { checkedAt: now, nextDueAt: now + 24 * hour, version: null });
    expect(feeds.dueIds(now)).toEqual([]);
  });
});

describe('the sidebar', () => {
  test('lists feeds by title, whatever their case', () => {
    const library = openLibrary();
    for (const title of ['b', 'A', 'C']) addFeed(library, title.toLowerCase(), { title });
    expect(library.feeds.list().feeds.map(({ title }) => title)).toEqual(['A', 'b', 'C']);
  });

  test('never lists one address twice', () => {
    const library = openLibrary();
    addFeed(library, 'a');
    expect(() => addFeed(library, 'a')).toThrow(/UNIQUE/);
  });
});

describe('settings', () => {
  test('are the usual ones until somebody changes them, each for itself', () => {
    const settings = createSettingsStore(openLibrary().database);
    expect(settings.read()).toEqual(DEFAULT_SETTINGS);
    expect(settings.write({ listWidth: 400 })).toEqual({ ...DEFAULT_SETTINGS, listWidth: 400 });
    expect(settings.write({ unreadOnly: true })).toEqual({
      ...DEFAULT_SETTINGS,
      listWidth: 400,
      unreadOnly: true,
    });
  });

  test('that no longer fit, or that nobody knows any more, fall back to the usual ones', () => {
    const { database } = openLibrary();
    const put = database.prepare('INSERT INTO settings VALUES (?, ?)');
    put.run('listWidth', '99999');
    put.run('colour', '"red"');
    put.run('unreadOnly', 'true');
    const settings = createSettingsStore(database);
    expect(settings.read()).toEqual({ ...DEFAULT_SETTINGS, unreadOnly: true });
  });
});
