/** Pure: rows of a list with the day headings between them. */
import type { ArticleRow } from '../../../../shared/model';
import type { MarkedText, SearchHit } from '../../../../shared/search';
import { dayHeading } from '../../ui/formatTime';

/** An article of a list, or one that was found and says by what. */
export type ListedRow = ArticleRow | SearchHit;

export type ListItem =
  | { readonly kind: 'heading'; readonly key: string; readonly title: string }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly row: ListedRow;
      /** 1-based, counting articles only. */
      readonly position: number;
    };

/** Pixels. Heights follow from the data alone, so nothing ever shifts while a list is scrolled. */
const HEADING_HEIGHT = 38;
const ROW_HEIGHT = 108;
/** A row with neither excerpt nor picture needs no room for them. */
const SHORT_ROW_HEIGHT = 88;

/** The text below the title, with what was searched for marked in it. */
export function excerptOf(row: ListedRow): MarkedText {
  return 'snippet' in row ? row.snippet : { text: row.excerpt, marks: [] };
}

export function rowHeight(row: ListedRow): number {
  return excerptOf(row).text === '' && row.thumbnail === null ? SHORT_ROW_HEIGHT : ROW_HEIGHT;
}

/** @param hasDays false for rows that are not in the order of their days. */
export function listItems(rows: readonly ListedRow[], now: number, hasDays = true): ListItem[] {
  const items: ListItem[] = [];
  let title: string | undefined;
  for (const [index, row] of rows.entries()) {
    const day = dayHeading(row.sortAt, now);
    if (hasDays && day !== title) {
      title = day;
      items.push({ kind: 'heading', key: `day-${String(row.id)}`, title: day });
    }
    items.push({ kind: 'row', key: `row-${String(row.id)}`, row, position: index + 1 });
  }
  return items;
}

export function itemHeight(item: ListItem): number {
  return item.kind === 'heading' ? HEADING_HEIGHT : rowHeight(item.row);
}
