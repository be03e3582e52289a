import { describe, expect, it } from 'vitest';
import { feedsInFolder } from '../../../src/renderer/src/api/folders';
import { treeRows } from '../../../src/renderer/src/features/feeds/feedTree';
import { aFeed, aFolder, feedId, folderId } from '../../component/support/builders';

const subscriptions = {
  folders: [
    aFolder(1, { title: 'zebra' }),
    aFolder(2, { title: 'Apple' }),
    aFolder(3, { title: 'Inner', parentId: folderId(2) }),
  ],
  feeds: [
    aFeed(1, { title: 'Feed 10' }),
    aFeed(2, { title: 'Feed 9' }),
    aFeed(3, { folderId: folderId(3) }),
    aFeed(4, { folderId: folderId(2) }),
  ],
};
const counts = {
  unreadByFeed: [
    { feedId: feedId(3), unread: 5 },
    { feedId: feedId(4), unread: 2 },
  ],
  unread: 7,
  bookmarked: 0,
};
const titles = (rows: ReturnType<typeof treeRows>) =>
  rows.map((row) => (row.kind === 'folder' ? row.folder.title : row.feed.title));

describe('the tree of feeds', () => {
  it('lists folders before feeds, each by title as people sort', () => {
    expect(titles(treeRows(subscriptions, counts, []))).toEqual([
      'Apple',
      'Inner',
      'Feed 3',
      'Feed 4',
      'zebra',
      'Feed 9',
      'Feed 10',
    ]);
  });

  it('knows each row’s place', () => {
    const inner = treeRows(subscriptions, counts, [])[1];
    expect(inner).toMatchObject({ level: 2, position: 1, setSize: 2, unread: 5 });
  });

  it('hides what is in a collapsed folder, but counts it', () => {
    const rows = treeRows(subscriptions, counts, [folderId(2)]);
    expect(titles(rows)).toEqual(['Apple', 'zebra', 'Feed 9', 'Feed 10']);
    expect(rows[0]).toMatchObject({ isCollapsed: true, unread: 7 });
  });

  it('finds the feeds of folders within folders', () => {
    expect([...feedsInFolder(subscriptions, folderId(2))].sort()).toEqual([3, 4]);
  });
});
