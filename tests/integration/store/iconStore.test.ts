import { describe, expect, test } from 'vitest';
import type { IconRecord, StoredPicture } from '../../../src/main/core/ports';
import { LONGEST_ICON_WAIT_MS } from '../../../src/main/core/siteIcon';
import { MediaId, type FeedId } from '../../../src/shared/model';
import { addFeed, openLibrary, type Library } from '../../support/library';

const NOW = Date.UTC(2026, 10, 24);
const picture: StoredPicture = {
  id: MediaId.parse('ab'.repeat(32)),
  contentType: 'image/x-icon',
  width: 32,
  height: 32,
  byteLength: 100,
};
const record = (host: string, change: Partial<IconRecord> = {}): IconRecord => ({
  host,
  mediaId: null,
  url: null,
  validators: { etag: null, lastModified: null },
  checkedAt: NOW,
  nextDueAt: NOW + 1000,
  ...change,
});

function feedAt(library: Library, host: string): FeedId {
  const id = addFeed(library, host);
  library.icons.assign(id, `${host}.example`);
  return id;
}

describe('hosts are tried', () => {
  test('those never tried first, then those tried longest ago, none before its time', () => {
    const library = openLibrary();
    const { icons } = library;
    for (const host of ['a', 'b', 'c', 'd']) feedAt(library, host);
    expect(icons.nextDue(NOW)).toBe('a.example');
    icons.save(record('a.example', { checkedAt: NOW - 2, nextDueAt: NOW }), null);
    icons.save(record('b.example', { checkedAt: NOW - 3, nextDueAt: NOW }), null);
    icons.save(record('c.example', { checkedAt: NOW - 4, nextDueAt: NOW + 1 }), null);
    expect(icons.nextDue(NOW)).toBe('d.example');
    icons.save(record('d.example'), null);
    expect(icons.nextDue(NOW)).toBe('b.example');
    icons.save(record('b.example'), null);
    expect(icons.nextDue(NOW)).toBe('a.example');
    icons.save(record('a.example'), null);
    expect(icons.nextDue(NOW)).toBeNull();
    expect(icons.nextDue(NOW + 1)).toBe('c.example');
  });

  test('only while a feed that is not removed shows their icon', () => {
    const library = openLibrary();
    const id = feedAt(library, 'a');
    addFeed(library, 'bundled');
    library.feeds.markRemoved(id, NOW);
    expect(library.icons.nextDue(NOW)).toBeNull();
    expect(library.icons.seekersOf('a.example')).toEqual([]);
    library.feeds.restore(id);
    expect(library.icons.nextDue(NOW)).toBe('a.example');
    expect(library.icons.seekersOf('a.example').map((seeker) => seeker.id)).toEqual([id]);
  });

  test('again when a clock gone wrong put them off for longer than anything does', () => {
    const library = openLibrary();
    feedAt(library, 'a');
    library.icons.save(record('a.example', { nextDueAt: NOW + LONGEST_ICON_WAIT_MS }), null);
    expect(library.icons.nextDue(NOW)).toBeNull();
    library.icons.save(record('a.example', { nextDueAt: NOW + LONGEST_ICON_WAIT_MS + 1 }), null);
    expect(library.icons.nextDue(NOW)).toBe('a.example');
  });
});

describe('what is known of a host', () => {
  test('is kept as it was noted, validators byte for byte', () => {
    const { icons } = openLibrary();
    expect(icons.find('a.example:8080')).toBeNull();
    const noted = record('a.example:8080', {
      mediaId: picture.id,
      url: 'https://a.example:8080/icon.png',
      validators: { etag: 'W/"\u00e9 "', lastModified: 'yesterday' },
    });
    icons.save(noted, picture);
    expect(icons.find(noted.host)).toEqual(noted);
    icons.save({ ...noted, checkedAt: NOW + 5 }, null);
    expect(icons.find(noted.host)?.checkedAt).toBe(NOW + 5);
  });

  test('is not forgotten over what a page says of it', () => {
    const { icons } = openLibrary();
    icons.suggest('a.example', 'https://a.example/one.png');
    icons.suggest('a.example', 'https://a.example/two.png');
    expect(icons.find('a.example')).toMatchObject({ url: 'https://a.example/one.png', nextDueAt: 0 });
    icons.save(record('a.example', { mediaId: picture.id }), picture);
    icons.suggest('a.example', 'https://a.example/two.png');
    expect(icons.find('a.example')).toMatchObject({ mediaId: picture.id, url: null });
  }); // prettier-ignore

  test('goes with the last feed of it', () => {
    const library = openLibrary();
    const { icons, feeds } = library;
    const id = feedAt(library, 'a');
    for (const host of ['a.example', 'b.example']) icons.save(record(host), null);
    icons.forgetUnused();
    expect(icons.find('b.example')).toBeNull();
    // A removed feed may come back.
    feeds.markRemoved(id, NOW);
    icons.forgetUnused();
    expect(icons.find('a.example')).not.toBeNull();
    feeds.deleteIfEmpty(id);
    icons.forgetUnused();
    expect(icons.find('a.example')).toBeNull();
  });
});

test('an icon is shown by the feeds of its host, and served while one of them is there', () => {
  const library = openLibrary();
  const { icons, feeds, media } = library;
  const [one, other] = [feedAt(library, 'a'), feedAt(library, 'b')];
  icons.assign(other, 'a.example');
  expect(media.contentTypeOf(picture.id)).toBeNull();
  icons.save(record('a.example', { mediaId: picture.id }), picture);
  expect(media.contentTypeOf(picture.id)).toBe('image/x-icon');
  expect([one, other].map((id) => feeds.find(id)?.iconId)).toEqual([picture.id, picture.id]);
  feeds.markRemoved(one, NOW);
  expect(media.contentTypeOf(picture.id)).toBe('image/x-icon');
  icons.assign(other, null);
  expect(feeds.find(other)?.iconId).toBeNull();
  expect(media.contentTypeOf(picture.id)).toBeNull();
});
