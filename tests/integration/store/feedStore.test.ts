import { describe, expect, test } from 'vitest';
import { createSettingsStore } from '../../../src/main/store/settingsStore';
import { DEFAULT_SETTINGS } from '../../../src/shared/model';
import { fetchState } from '../../support/fetchState';
import { addFeed, openLibrary } from '../../support/library';

const now = Date.UTC(2026, 10, 24);

describe('a feed', () => {
  test('starts with nothing but its address and title', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a');
    expect(library.feeds.find(id)).toEqual({
      id,
      url: 'https://a.example/feed',
      siteUrl: null,
      title: 'a',
      folderId: null,
      iconId: null,
      checkedAt: null,
      failure: null,
      isPaused: false,
      isGone: false,
      duplicateOf: null,
    });
  });

  test('shows how fetching it went', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a');
    const failure = {
      code: 'http-status',
      details: { status: 410, host: 'a.example' },
      count: 3,
    } as const;
    library.fetchStates.write(id, fetchState({ checkedAt: now, goneAt: now, failure }));
    expect(library.feeds.find(id)).toMatchObject({ checkedAt: now, isGone: true, failure });
    expect(library.feeds.list().feeds[0]).toMatchObject({ checkedAt: now, isGone: true, failure });
  });

  test('shows the icon of its site once there is one', () => {
    const library = openLibrary();
    const [id, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const icon = 'a'.repeat(64);
    library.database.exec(`
      INSERT INTO media VALUES ('${icon}', 'image/png', 32, 32, 99, 0);
      INSERT INTO icons (host, media_id, checked_at, next_due_at) VALUES
        ('a.example', '${icon}', 0, 0), ('b.example', NULL, 0, 0);
      UPDATE feeds SET icon_host = title || '.example';
    `);
    expect(library.feeds.find(id)?.iconId).toBe(icon);
    expect(library.feeds.find(other)?.iconId).toBeNull();
  });

  test('keeps its publisher’s words, and says whether they are new', () => {
    const { feeds, database, ...library } = openLibrary();
    const id = addFeed({ feeds, database, ...library }, 'a');
    const words = {
      title: 'Title',
      siteUrl: 'https://a.example/',
      description: 'What it is about.',
      language: 'en',
      iconUrl: null,
    };
    expect(feeds.describe(id, words)).toBe(true);
    expect(feeds.describe(id, words)).toBe(false);
    expect(feeds.describe(id, { ...words, iconUrl: 'https://a.example/icon' })).toBe(true);
    expect(feeds.find(id)).toMatchObject({ title: 'Title', siteUrl: 'https://a.example/' });
    const stored = database.prepare('SELECT description, language, icon_url FROM feeds').get();
    expect(stored).toEqual({
      description: 'What it is about.',
      language: 'en',
      icon_url: 'https://a.example/icon',
    });
  });
});

describe('a feed that has moved', () => {
  test('names the feed at the other address, as long as that is there', () => {
    const library = openLibrary();
    const [old, target] = [addFeed(library, 'old'), addFeed(library, 'target')];
    library.fetchStates.write(old, fetchState({ movedTo: 'https://target.example/feed' }));
    expect(library.feeds.find(old)?.duplicateOf).toBe(target);
    expect(library.feeds.find(target)?.duplicateOf).toBeNull();
    library.feeds.markRemoved(target, now);
    expect(library.feeds.find(old)?.duplicateOf).toBeNull();
    library.feeds.restore(target);
    expect(library.feeds.find(old)?.duplicateOf).toBe(target);
  });

  test('is no duplicate of itself', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a');
    library.fetchStates.write(id, fetchState({ movedTo: 'https://a.example/feed' }));
    expect(library.feeds.find(id)?.duplicateOf).toBeNull();
  });
});

describe('another address', () => {
  test('leaves everything else of a feed, and ends the move', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a', { title: 'Own' });
    const other = 'https://b.example/feed';
    library.fetchStates.write(id, fetchState({ movedTo: other, movedFirstAt: now, requests: 7 }));
    const before = library.feeds.find(id);
    expect(library.feeds.changeUrl(id, other)).toBe(true);
    expect(library.feeds.find(id)).toEqual({ ...before, url: other });
    expect(library.feeds.findByUrl('https://a.example/feed')).toBeNull();
    expect(library.feeds.findByUrl(other)?.id).toBe(id);
    expect(library.fetchStates.read(id)).toMatchObject({
      movedTo: null,
      movedFirstAt: null,
      requests: 7,
    });
  });

  test.each(['there', 'removed'])('of a feed that is %s is not taken', (state) => {
    const library = openLibrary();
    const [id, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    if (state === 'removed') library.feeds.markRemoved(other, now);
    expect(library.feeds.changeUrl(id, 'https://b.example/feed')).toBe(false);
    expect(library.feeds.find(id)?.url).toBe('https://a.example/feed');
    expect(library.feeds.findByUrl('https://b.example/feed')?.id).toBe(other);
  });

  test.each([
    ['http://nas.local/other', true],
    ['http://nas.local:81/feed', false],
    ['https://nas.local/feed', false],
    ['http://10.0.0.1/feed', false],
  ])('%s: what was allowed for http://nas.local is %s', (url, stays) => {
    const library = openLibrary();
    const change = { url: 'http://nas.local/feed', allowsPrivate: true };
    const id = addFeed(library, 'nas', change);
    expect(library.settings.read(id).allowsPrivate).toBe(true);
    library.feeds.changeUrl(id, url);
    expect(library.settings.read(id).allowsPrivate).toBe(stays);
  });

  test('allows nothing that was not allowed before', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a');
    library.feeds.changeUrl(id, 'https://a.example/other');
    expect(library.settings.read(id).allowsPrivate).toBe(false);
  });

  test('cannot be given to a feed that is not there', () => {
    expect(openLibrary().feeds.changeUrl(9 as never, 'https://a.example/')).toBe(false);
  });
});

describe('settings of a feed', () => {
  test('are the usual ones at first, and then what they were set to', () => {
    const library = openLibrary();
    const [id, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const usual = {
      isPaused: false,
      intervalMinutes: null,
      userAgent: null,
      allowsPrivate: false,
      fullText: false,
    };
    expect(library.settings.read(id)).toEqual(usual);
    const own = {
      ...{ isPaused: true, intervalMinutes: 45, userAgent: 'Own/1', allowsPrivate: true },
      fullText: true,
    };
    library.settings.write(id, own);
    expect(library.settings.read(id)).toEqual(own);
    expect(library.feeds.find(id)?.isPaused).toBe(true);
    expect(library.settings.read(other)).toEqual(usual);
  });

  test('allow private addresses to the feeds named that are there, and to no others', () => {
    const library = openLibrary();
    const [id, removed, other] = ['a', 'b', 'c'].map((name) => addFeed(library, name));
    library.feeds.markRemoved(removed!, now);
    expect(library.settings.allowPrivate([id!, removed!, 99 as never])).toEqual([id]);
    library.feeds.restore(removed!);
    const allowed = [id!, removed!, other!].map(
      (each) => library.settings.read(each).allowsPrivate,
    );
    expect(allowed).toEqual([true, false, false]);
  });

  test('keep what was sealed byte for byte, until it is forgotten', () => {
    const library = openLibrary();
    const id = addFeed(library, 'a');
    expect(library.settings.sealed(id)).toBeNull();
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    library.settings.keepSealed(id, bytes);
    expect(new Uint8Array(library.settings.sealed(id)!)).toEqual(bytes);
    library.settings.keepSealed(id, null);
    expect(library.settings.sealed(id)).toBeNull();
  });

  test('cannot be asked of a feed that is not there', () => {
    expect(() => openLibrary().settings.read(9 as never)).toThrow('There is no such feed.');
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

describe('settings of the app', () => {
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
