import { memo, type ReactNode } from 'react';
import type { ArticleRow } from '../../../../shared/model';
import { readingTime } from '../../api/readingTime';
import { Icon } from '../../ui/Icon';
import { relativeTime } from '../../ui/formatTime';
import { excerptOf, rowHeight, type ListedRow } from './listItems';
import { Marked } from './Marked';

/** Element id of a row, for `aria-activedescendant`. */
export function rowElementId(row: ArticleRow): string {
  return `article-${String(row.id)}`;
}

/** "2 h ago · 6 min" */
function facts(row: ArticleRow, now: number): string {
  const time = row.publishedAt === null ? 'no date' : relativeTime(row.publishedAt, now);
  return [time, readingTime(row.wordCount)].filter((part) => part !== null).join(' · ');
}

/** One article of the list. Memoised: marking one read draws one row, not all of them. */
export const ArticleListRow = memo(function ArticleListRow({
  row,
  feedTitle,
  isSelected,
  now,
  position,
  setSize,
  top,
  onOpen,
}: {
  row: ListedRow;
  feedTitle: string;
  isSelected: boolean;
  now: number;
  position: number;
  /** -1 while the end of the list is not loaded. */
  setSize: number;
  top: number;
  onOpen: (row: ArticleRow) => void;
}): ReactNode {
  const state = [row.isRead ? 'is-read' : 'is-unread', isSelected ? 'is-selected' : ''].join(' ');
  return (
    // The list box keeps the focus and handles the keys of all its options.
    // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      aria-posinset={position}
      aria-selected={isSelected}
      aria-setsize={setSize}
      className={`article-row ${state}`}
      id={rowElementId(row)}
      role="option"
      style={{
        transform: `translateY(${String(top)}px)`,
        blockSize: `${String(rowHeight(row))}px`,
      }}
      onClick={() => {
        onOpen(row);
      }}
    >
      <div className="article-row-text">
        <p className="article-row-facts">
          <span className="article-row-feed" dir="auto">
            {feedTitle}
          </span>
          <span className="article-row-time">{facts(row, now)}</span>
          {row.isBookmarked && (
            <span className="article-row-bookmark">
              <Icon name="bookmark" size={14} />
              <span className="visually-hidden">Bookmarked</span>
            </span>
          )}
        </p>
        <p className="article-row-title" dir="auto">
          {!row.isRead && (
            // With a direction of its own it has no say in the title's.
            <span className="visually-hidden" dir="ltr">
              Unread.{' '}
            </span>
          )}
          {row.title === '' ? (
            'Untitled'
          ) : (
            <Marked marks={'titleMarks' in row ? row.titleMarks : []} text={row.title} />
          )}
        </p>
        <div className="article-row-excerpt">
          <p dir="auto">
            <Marked {...excerptOf(row)} />
          </p>
        </div>
      </div>
      {row.thumbnail !== null && (
        <img
          alt=""
          className="article-row-thumbnail"
          decoding="async"
          src={`app-img://${row.thumbnail}`}
        />
      )}
    </div>
  );
});
