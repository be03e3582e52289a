/** Pure: rows of a list with the day headings between them. */
import type { ArticleRow } from '../../../../shared/model';
import { dayHeading } from '../../ui/formatTime';

export type ListItem =
  | { readonly kind: 'heading'; readonly key: string; readonly title: string }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly row: ArticleRow;
      /** 1-based, counting articles only. */
      readonly position: number;
    };

/** Pixels. Heights follow from the data alone, so nothing ever shifts while a list is scrolled. */
const HEADING_HEIGHT = 38;
const ROW_HEIGHT = 108;
/** A row with neither excerpt nor picture needs no room for them. */
const SHORT_ROW_HEIGHT = 88;

export function rowHeight(row: Pick<ArticleRow, 'excerpt' | 'thumbnail'>): number {
  return row.excerpt === '' && row.thumbnail === null ? SHORT_ROW_HEIGHT : ROW_HEIGHT;
}

export function listItems(rows: readonly ArticleRow[], now: number): ListItem[] {
  const items: ListItem[] = [];
  let title: string | undefined;
  for (const [index, row] of rows.entries()) {
    const day = dayHeading(row.sortAt, now);
    if (day !== title) {
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
