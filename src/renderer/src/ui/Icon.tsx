/** The icons of the app, all from one set. They decorate; names are for the controls that hold them. */
import type { ReactNode } from 'react';
import {
  ArrowDown,
  ArrowLeft,
  ArrowUp,
  Bookmark,
  BookmarkCheck,
  ChevronRight,
  CircleOff,
  Circle,
  CircleCheck,
  CirclePause,
  CornerUpRight,
  Ellipsis,
  ExternalLink,
  Inbox,
  Layers,
  Menu,
  Plus,
  RefreshCw,
  Search,
  SlidersHorizontal,
  Sun,
  TriangleAlert,
  X,
} from 'lucide-react';

const icons = {
  add: Plus,
  all: Layers,
  back: ArrowLeft,
  bookmark: Bookmark,
  bookmarked: BookmarkCheck,
  close: X,
  external: ExternalLink,
  folder: ChevronRight,
  gone: CircleOff,
  markRead: CircleCheck,
  markUnread: Circle,
  menu: Menu,
  more: Ellipsis,
  moved: CornerUpRight,
  next: ArrowDown,
  paused: CirclePause,
  previous: ArrowUp,
  refresh: RefreshCw,
  search: Search,
  settings: SlidersHorizontal,
  today: Sun,
  unread: Inbox,
  warning: TriangleAlert,
} as const;

export type IconName = keyof typeof icons;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }): ReactNode {
  const Drawing = icons[name];
  return (
    <Drawing aria-hidden="true" className={`icon icon-${name}`} size={size} strokeWidth={1.75} />
  );
}
