import { describe, expect, it } from 'vitest';
import { findRow } from '../../../src/renderer/src/app/commands/findRow';
import { hasUnreadSwitch, listOfView } from '../../../src/renderer/src/state/views';
import { aRow, feedId } from '../../component/support/builders';

const rows = [aRow(1), aRow(2, { isRead: true }), aRow(3)];
const any = () => true;

describe('findRow', () => {
  it('begins at the top without a selection, and only downwards', () => {
    expect(findRow(rows, undefined, 1, any)?.id).toBe(1);
    expect(findRow(rows, undefined, -1, any)).toBeUndefined();
  });

  it('skips what is not wanted and stops at the ends', () => {
    const unread = (row: (typeof rows)[number]) => !row.isRead;
    expect(findRow(rows, aRow(1), 1, unread)?.id).toBe(3);
    expect(findRow(rows, aRow(3), -1, unread)?.id).toBe(1);
    expect(findRow(rows, aRow(3), 1, any)).toBeUndefined();
  });

  it('goes on from the place of an article that is not in the list itself', () => {
    const others = [aRow(1), aRow(3)];
    expect(findRow(others, aRow(2), 1, any)?.id).toBe(3);
    expect(findRow(others, aRow(2), -1, any)?.id).toBe(1);
  });
});

describe('views', () => {
  it('become lists of the engine', () => {
    expect(listOfView({ kind: 'today' }, true, 5)).toEqual({
      scope: { kind: 'today', since: 5 },
      show: 'unread',
    });
    expect(listOfView({ kind: 'unread' }, false, 5)).toEqual({
      scope: { kind: 'all' },
      show: 'unread',
    });
    expect(listOfView({ kind: 'bookmarks' }, true, 5).show).toBe('all');
    expect(listOfView({ kind: 'feed', feedId: feedId(3) }, false, 5).show).toBe('all');
  });

  it('have the unread switch only where it means something', () => {
    expect(hasUnreadSwitch({ kind: 'all' })).toBe(true);
    expect(hasUnreadSwitch({ kind: 'unread' })).toBe(false);
    expect(hasUnreadSwitch({ kind: 'bookmarks' })).toBe(false);
  });
});
