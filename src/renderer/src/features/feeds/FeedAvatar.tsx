import { useState, type ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';

const COLOURS = 8;

/** The icon of a feed's site, or the first letter of its title on a colour of its own. */
export function FeedAvatar({ feed }: { feed: Feed }): ReactNode {
  // An icon can be stored whole and still be beyond the browser.
  const [undrawable, setUndrawable] = useState<Feed['iconId']>(null);
  if (feed.iconId !== null && feed.iconId !== undrawable) {
    return (
      <img
        alt=""
        className="feed-icon"
        decoding="async"
        draggable={false}
        src={`app-img://${feed.iconId}`}
        onError={() => {
          setUndrawable(feed.iconId);
        }}
      />
    );
  }
  const letter = /\p{L}|\p{N}/u.exec(feed.title)?.[0] ?? '·';
  return (
    <span aria-hidden="true" className={`feed-avatar feed-avatar-${String(feed.id % COLOURS)}`}>
      {letter.toLocaleUpperCase()}
    </span>
  );
}
