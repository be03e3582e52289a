/** What the window can show in its list, and which articles of the engine that means. */
import type { FeedId, FolderId, Scope } from '../../../shared/model';

export type View =
  | { readonly kind: 'today' }
  | { readonly kind: 'unread' }
  | { readonly kind: 'bookmarks' }
  | { readonly kind: 'all' }
  | { readonly kind: 'folder'; readonly folderId: FolderId }
  | { readonly kind: 'feed'; readonly feedId: FeedId };

/** One list as the engine knows it. */
export interface ArticleListKey {
  readonly scope: Scope;
  readonly show: 'all' | 'unread';
}

/** True when the All | Unread switch means something in this view. */
export function hasUnreadSwitch(view: View): boolean {
  return view.kind !== 'unread' && view.kind !== 'bookmarks';
}

/** The list behind a view. Bookmarks ignore "unread only": a kept article must not seem lost. */
export function listOfView(view: View, unreadOnly: boolean, dayStart: number): ArticleListKey {
  const show = unreadOnly ? 'unread' : 'all';
  switch (view.kind) {
    case 'today':
      return { scope: { kind: 'today', since: dayStart }, show };
    case 'unread':
      return { scope: { kind: 'all' }, show: 'unread' };
    case 'bookmarks':
      return { scope: { kind: 'bookmarks' }, show: 'all' };
    case 'all':
      return { scope: { kind: 'all' }, show };
    case 'folder':
      return { scope: { kind: 'folder', folderId: view.folderId }, show };
    case 'feed':
      return { scope: { kind: 'feed', feedId: view.feedId }, show };
  }
}

/** True when both name the same place. */
export function isSameView(left: View, right: View): boolean {
  return viewKey(left) === viewKey(right);
}

/** A short text that names a view, for keys of lists and elements. */
export function viewKey(view: View): string {
  if (view.kind === 'folder') return `folder-${String(view.folderId)}`;
  if (view.kind === 'feed') return `feed-${String(view.feedId)}`;
  return view.kind;
}

/** True when both name the same list of the engine. */
export function isSameList(left: ArticleListKey, right: ArticleListKey): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
