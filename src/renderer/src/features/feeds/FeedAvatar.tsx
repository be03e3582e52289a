import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';

const COLOURS = 8;

/** The first letter of a feed's title on a colour of its own, until its icon is stored. */
export function FeedAvatar({ feed }: { feed: Feed }): ReactNode {
  const letter = /\p{L}|\p{N}/u.exec(feed.title)?.[0] ?? '·';
  return (
    <span aria-hidden="true" className={`feed-avatar feed-avatar-${String(feed.id % COLOURS)}`}>
      {letter.toLocaleUpperCase()}
    </span>
  );
}
