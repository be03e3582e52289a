import { describe, expect, test } from 'vitest';
import { DiskWatch } from '../../../src/main/services/diskWatch';
import type { LibrarySpace } from '../../../src/shared/model';

const MEGABYTE = 1024 * 1024;

/** A disk of which only the free space counts. */
function watched(freeBytes: number | null) {
  const disk = { free: freeBytes, kept: 0 };
  const told: LibrarySpace[] = [];
  const watch = new DiskWatch({
    disk: {
      freeBytes: () => disk.free,
      keepReserve: () => {
        disk.kept += 1;
      },
      hasReserve: () => disk.kept > 0,
      releaseReserve: () => undefined,
    },
    onSpace: (space) => told.push(space),
  });
  return { disk, told, watch };
}

describe('a disk', () => {
  test.each([
    [200 * MEGABYTE, true],
    [200 * MEGABYTE - 1, false],
    [0, false],
    // What cannot be asked must not stop anything.
    [null, true],
  ])('with %s bytes free has room for what nobody asked for: %s', (free, hasRoom) => {
    expect(watched(free).watch.hasRoom()).toBe(hasRoom);
  });

  test('with enough room is no news', () => {
    const { told, watch } = watched(300 * MEGABYTE);
    watch.hasRoom();
    expect(told).toEqual([]);
  });

  test('with little room is told at each look, and once more when there is enough', () => {
    const { disk, told, watch } = watched(100 * MEGABYTE);
    watch.hasRoom();
    watch.hasRoom();
    disk.free = 300 * MEGABYTE;
    watch.hasRoom();
    watch.hasRoom();
    expect(told).toEqual(['low', 'low', 'enough']);
  });

  test('that is full is told once, however many writes fail', () => {
    const { told, watch } = watched(0);
    watch.wasFull();
    watch.wasFull();
    expect(told).toEqual(['full']);
  });

  test('that is full takes nothing but the reader’s marks until there is some room', () => {
    const { disk, told, watch } = watched(0);
    expect(watch.mayWrite()).toBe(true);
    watch.wasFull();
    expect(watch.mayWrite()).toBe(false);
    disk.free = 64 * 1024;
    expect(watch.mayWrite()).toBe(false);
    disk.free = MEGABYTE;
    expect(watch.mayWrite()).toBe(true);
    expect(told).toEqual(['full', 'low']);
  });

  test('that is full is not asked for a reserve, which others may need', () => {
    const { disk, watch } = watched(MEGABYTE);
    watch.wasFull();
    watch.hasRoom();
    expect(disk.kept).toBe(0);
    disk.free = 300 * MEGABYTE;
    watch.hasRoom();
    expect(disk.kept).toBe(1);
  });
});
