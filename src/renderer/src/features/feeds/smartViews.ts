import type { Counts } from '../../../../shared/model';
import type { View } from '../../state/views';
import type { IconName } from '../../ui/Icon';

export interface SmartView {
  readonly view: View;
  readonly title: string;
  readonly icon: IconName;
  readonly count: (counts: Counts) => number;
}

/** The views that are about the whole library. The engine does not count Today or All. */
export const SMART_VIEWS: readonly SmartView[] = [
  { view: { kind: 'today' }, title: 'Today', icon: 'today', count: () => 0 },
  {
    view: { kind: 'unread' },
    title: 'Unread',
    icon: 'unread',
    count: (counts) => counts.unread,
  },
  {
    view: { kind: 'bookmarks' },
    title: 'Bookmarks',
    icon: 'bookmark',
    count: (counts) => counts.bookmarked,
  },
  { view: { kind: 'all' }, title: 'All articles', icon: 'all', count: () => 0 },
];
