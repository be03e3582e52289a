import type { ReactNode } from 'react';
import { Icon } from '../../ui/Icon';

/** Offers what came meanwhile, so that the list need never jump. */
export function NewArticlesPill({
  count,
  onShow,
}: {
  count: number;
  onShow: () => void;
}): ReactNode {
  const words = count === 1 ? '1 new article' : `${count.toLocaleString('en')} new articles`;
  return (
    <div className="new-articles" role="status">
      {count > 0 && (
        <button className="new-articles-pill" type="button" onClick={onShow}>
          <Icon name="previous" size={14} />
          {words}
        </button>
      )}
    </div>
  );
}
