import type { ReactNode } from 'react';
import { shortcutOf } from '../../state/shortcutOf';
import type { View } from '../../state/views';
import { EmptyState } from '../../ui/EmptyState';

const WORDS: Readonly<Record<View['kind'], readonly [title: string, sentence: string]>> = {
  today: ['Nothing yet today', 'What your feeds publish today will stand here.'],
  unread: ['All read', 'You are up to date.'],
  bookmarks: [
    'No bookmarks',
    `Press ${shortcutOf('article.bookmark') ?? ''} on an article to keep it.`,
  ],
  all: ['No articles', 'A refresh will fetch what your feeds have.'],
  folder: ['Nothing in this folder', 'A refresh will fetch what its feeds have.'],
  feed: ['Nothing here', 'This feed has not published anything we could fetch.'],
};

/** An empty list says why it is empty and what to do about it. */
export function EmptyList({ view, unreadOnly }: { view: View; unreadOnly: boolean }): ReactNode {
  const isFiltered = unreadOnly && view.kind !== 'unread' && view.kind !== 'bookmarks';
  const [title, sentence] = isFiltered
    ? ['All read', `Press ${shortcutOf('list.unreadOnly') ?? ''} to show read articles too.`]
    : WORDS[view.kind];
  const refresh = shortcutOf('feed.refreshAll');
  return (
    <EmptyState title={title}>
      <p>{sentence}</p>
      {refresh !== undefined && view.kind !== 'bookmarks' && <p>{refresh} refreshes all feeds.</p>}
    </EmptyState>
  );
}
