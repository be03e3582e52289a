import { describe, expect, test } from 'vitest';
import { createHostHoldStore } from '../../../src/main/store/hostHoldStore';
import type { FetchState } from '../../../src/main/core/ports';
import type { FeedId } from '../../../src/shared/model';
import { fetchState } from '../../support/fetchState';
import { addFeed, openLibrary, type Library } from '../../support/library';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const now = Date.UTC(2026, 10, 24);
const longest = { due: day, allowed: 7 * day, unsure: hour };
const validators = { etag: '"e"', lastModified: 'then' };

function write(library: Library, name: string, state: Partial<FetchState>): FeedId {
  const feed = addFeed(library, name);
  library.fetchStates.write(feed, fetchState(state));
  return feed;
}

describe('what is remembered of fetching a feed', () => {
  test('is nothing at first, and all of it comes back as it was written', () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    expect(library.fetchStates.read(feed)).toEqual(fetchState());
    const full: FetchState = {
      validators,
      bodyHash: 'hash',
      checkedAt: now,
      nextDueAt: now + 1,
      nextAllowedAt: now + 2,
      wholeAt: now + 3,
      refusesProbes: true,
      hints: { everyMinutes: 90, skipHours: [1, 2], skipDays: [0] },
      movedTo: 'https://b.example/',
      movedFirstAt: now + 4,
      goneAt: now + 5,
      failure: { code: 'http-status', details: { status: 410, host: 'a.example' }, count: 3 },
      requests: 6,
      notModified: 7,
      bytes: 8,
      lastStatus: 410,
      lastChangeAt: now + 9,
      rhythmMs: 10,
    };
    library.fetchStates.write(feed, full);
    expect(library.fetchStates.read(feed)).toEqual(full);
    expect(library.feeds.find(feed)).toMatchObject({ isGone: true, failure: full.failure });
  });

  test('cannot be asked of a feed that is not there', () => {
    expect(() => openLibrary().fetchStates.read(9 as never)).toThrow('There is no such feed.');
  });

  test('knows no version of a document at another address', () => {
    const library = openLibrary();
    const feed = write(library, 'a', { validators, bodyHash: 'hash', requests: 3 });
    library.feeds.changeUrl(feed, 'https://a.example/other');
    const nothing = { validators: { etag: null, lastModified: null }, bodyHash: null };
    expect(library.fetchStates.read(feed)).toMatchObject({ ...nothing, requests: 3 });
    library.feeds.changeUrl(feed, 'https://a.example/feed');
    expect(library.fetchStates.read(feed)).toMatchObject({ validators, bodyHash: 'hash' });
  });

  test('can be made to forget the version, and to be due at once', () => {
    const library = openLibrary();
    const feed = write(library, 'a', { validators, bodyHash: 'h', nextDueAt: now + hour });
    library.fetchStates.forgetVersion(feed);
    expect(library.fetchStates.read(feed)).toEqual(fetchState());
  });
});

describe('feeds that are due', () => {
  test('are those whose time has come and that may be asked, longest first; new ones at once', () => {
    const library = openLibrary();
    write(library, 'soon', { nextDueAt: now + 1 });
    const over = write(library, 'over', { nextDueAt: now });
    const fresh = addFeed(library, 'fresh');
    const longOver = write(library, 'long', { nextDueAt: now - hour, nextAllowedAt: now });
    write(library, 'forbidden', { nextDueAt: now - hour, nextAllowedAt: now + 1 });
    write(library, 'gone', { goneAt: now - hour });
    library.feeds.markRemoved(write(library, 'removed', {}), now);
    const paused = write(library, 'paused', {});
    library.settings.write(paused, { ...library.settings.read(paused), isPaused: true });
    expect(library.fetchStates.dueIds(now)).toEqual([fresh, longOver, over]);
  });

  test('are also those out of reach, once that is said to be over', () => {
    const library = openLibrary();
    const failed = (code: 'network' | 'http-status'): Partial<FetchState> => ({
      failure: { code, details: {}, count: 1 },
      nextDueAt: now + hour,
    });
    const unreached = write(library, 'unreached', failed('network'));
    write(library, 'refused', failed('http-status'));
    library.fetchStates.retryUnreached();
    expect(library.fetchStates.dueIds(now)).toEqual([unreached]);
  });

  test('can be made of a feed that may not be asked', () => {
    const library = openLibrary();
    const feed = write(library, 'a', { nextDueAt: now + hour, nextAllowedAt: now + hour });
    library.fetchStates.allowNow(feed);
    expect(library.fetchStates.dueIds(now)).toEqual([feed]);
  });
});

describe('times that a clock gone wrong left behind', () => {
  test('are brought back to the longest that any rule gives', () => {
    const library = openLibrary();
    const far = now + 400 * day;
    const feed = write(library, 'a', { nextDueAt: far, nextAllowedAt: far });
    library.fetchStates.clampTimes(now, longest);
    expect(library.fetchStates.read(feed)).toMatchObject({
      nextDueAt: now + day,
      nextAllowedAt: now + 7 * day,
    });
  });

  test('of a check in the future: asked soon, but what its server asked for keeps its length', () => {
    const library = openLibrary();
    const ahead = now + 400 * day;
    const times = { checkedAt: ahead, wholeAt: ahead, lastChangeAt: ahead, movedFirstAt: ahead };
    const feed = write(library, 'a', {
      ...times,
      nextDueAt: ahead + 6 * hour,
      nextAllowedAt: ahead + 3 * day,
    });
    const soon = write(library, 'b', { checkedAt: ahead, nextDueAt: ahead + minute });
    library.fetchStates.clampTimes(now, longest);
    expect(library.fetchStates.read(feed)).toMatchObject({
      ...{ checkedAt: now, wholeAt: now, lastChangeAt: now, movedFirstAt: now },
      nextDueAt: now + hour,
      nextAllowedAt: now + 3 * day,
    });
    expect(library.fetchStates.read(soon).nextDueAt).toBe(now + minute);
  });

  test('are left alone when they are right', () => {
    const library = openLibrary();
    const state = fetchState({
      ...{ checkedAt: now, wholeAt: now - day, lastChangeAt: now - day, movedFirstAt: now - day },
      nextDueAt: now + day,
      nextAllowedAt: now + 7 * day,
    });
    const feed = write(library, 'a', state);
    const changes = library.database.prepare('SELECT total_changes()').pluck();
    const before = changes.get();
    library.fetchStates.clampTimes(now, longest);
    expect(library.fetchStates.read(feed)).toEqual(state);
    expect(changes.get()).toBe(before);
  });

  test('move with the clock when it is seen to be set', () => {
    const library = openLibrary();
    const feed = write(library, 'a', { checkedAt: now, nextDueAt: now + hour, wholeAt: now });
    library.fetchStates.shiftTimes(-day);
    expect(library.fetchStates.read(feed)).toMatchObject({
      checkedAt: now - day,
      nextDueAt: now + hour - day,
      nextAllowedAt: 0,
      wholeAt: now - day,
      goneAt: null,
    });
  });
});

describe('a host that asked to be left alone', () => {
  test('is held for the longer of two times, and only itself', () => {
    const holds = createHostHoldStore(openLibrary().database);
    holds.hold('a.example', now + hour);
    holds.hold('a.example', now + minute);
    expect(holds.heldUntil('a.example', now)).toBe(now + hour);
    expect(holds.heldUntil('a.example', now + hour)).toBeNull();
    expect(holds.heldUntil('a.example:8080', now)).toBeNull();
  });

  test('is held for a week at most after a clock gone wrong, and forgotten when that is over', () => {
    const { database } = openLibrary();
    const holds = createHostHoldStore(database);
    holds.hold('a.example', now + 400 * day);
    holds.hold('b.example', now);
    holds.clampTimes(now, 7 * day);
    expect(holds.heldUntil('a.example', now)).toBe(now + 7 * day);
    expect(database.prepare('SELECT host FROM host_holds').pluck().all()).toEqual(['a.example']);
    holds.shiftTimes(-day);
    expect(holds.heldUntil('a.example', now)).toBe(now + 6 * day);
  });
});
