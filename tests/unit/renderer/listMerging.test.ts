import { describe, expect, it } from 'vitest';
import type { ArticleRow } from '../../../src/shared/model';
import { patchMarks, rowsOf, type ArticlePages } from '../../../src/renderer/src/api/articlePages';
import {
  holdBackNewRows,
  keepMarkedRows,
  mergeKeptRows,
} from '../../../src/renderer/src/api/listMerging';
import type { ArticleListKey } from '../../../src/renderer/src/state/views';
import { aRow } from '../../component/support/builders';

const unread: ArticleListKey = { scope: { kind: 'all' }, show: 'unread' };
const everything: ArticleListKey = { scope: { kind: 'all' }, show: 'all' };
const bookmarks: ArticleListKey = { scope: { kind: 'bookmarks' }, show: 'all' };

const numbers = (rows: readonly ArticleRow[]) => rows.map((row) => row.id as number);
const read = (number: number) => aRow(number, { isRead: true });

/** Pages with the given articles; the higher the number, the older. */
function pagesOf(...pages: ArticleRow[][]): ArticlePages {
  return {
    pages: pages.map((rows, index) => {
      const last = rows.at(-1);
      const isLast = index === pages.length - 1 || last === undefined;
      return { rows, next: isLast ? null : { sortAt: last.sortAt, id: last.id } };
    }),
    pageParams: pages.map(() => null),
  };
}

describe('mergeKeptRows', () => {
  it('keeps rows that were read where they stood', () => {
    const old = [aRow(2), read(3), aRow(4), read(5)];
    const merged = mergeKeptRows(unread, old, [aRow(1), aRow(2), aRow(4)]);
    expect(numbers(merged)).toEqual([1, 2, 3, 4, 5]);
  });

  it('lets go of rows that went for another reason', () => {
    expect(numbers(mergeKeptRows(unread, [aRow(1), aRow(2)], [aRow(1)]))).toEqual([1]);
    expect(numbers(mergeKeptRows(everything, [read(1), read(2)], [read(1)]))).toEqual([1]);
  });

  it('keeps rows whose bookmark was taken off among the bookmarks', () => {
    const kept = aRow(2, { isBookmarked: true });
    expect(numbers(mergeKeptRows(bookmarks, [aRow(1), kept], []))).toEqual([1]);
  });

  it('takes the fresh version of a row that is in both', () => {
    const [row] = mergeKeptRows(unread, [read(1)], [aRow(1, { title: 'Edited' })]);
    expect(row).toMatchObject({ title: 'Edited', isRead: false });
  });
});

describe('keepMarkedRows', () => {
  it('puts kept rows on the page whose time they fall in', () => {
    const old = pagesOf([aRow(1), read(2)], [read(3), aRow(4), read(5)]);
    const merged = keepMarkedRows(unread, old, pagesOf([aRow(1)], [aRow(4)]));
    expect(merged.pages.map((page) => numbers(page.rows))).toEqual([[1], [2, 3, 4, 5]]);
  });

  it('keeps what was read when nothing unread is left', () => {
    const merged = keepMarkedRows(unread, pagesOf([read(1), read(2)]), pagesOf([]));
    expect(numbers(rowsOf(merged))).toEqual([1, 2]);
  });
});

describe('holdBackNewRows', () => {
  it('counts what would push known rows down, and lets in what comes below', () => {
    const old = pagesOf([aRow(2), aRow(5)]);
    const fresh = pagesOf([aRow(1), aRow(2), aRow(3), aRow(5), aRow(6)]);
    const { pages, heldBack } = holdBackNewRows(old, fresh);
    expect(numbers(rowsOf(pages))).toEqual([2, 5, 6]);
    expect(heldBack).toBe(2);
  });

  it('lets everything into an empty list', () => {
    const { pages, heldBack } = holdBackNewRows(pagesOf([]), pagesOf([aRow(1)]));
    expect(numbers(rowsOf(pages))).toEqual([1]);
    expect(heldBack).toBe(0);
  });
});

describe('patchMarks', () => {
  it('changes the rows concerned and nothing else', () => {
    const pages = pagesOf([aRow(1)], [aRow(2)]);
    const { id, feedId } = aRow(2);
    const patched = patchMarks(pages, [{ id, feedId, isRead: true, isBookmarked: false }]);
    expect(patched.pages[0]).toBe(pages.pages[0]);
    expect(patched.pages[1]?.rows[0]?.isRead).toBe(true);
    expect(patchMarks(patched, [{ id, feedId, isRead: true, isBookmarked: false }])).toBe(patched);
  });
});
