import type { ReactNode } from 'react';
import { SAVED_PAGES_URL } from '../../../../shared/savedPages';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { useUiStore } from '../../state/uiStore';
import { hasUnreadSwitch } from '../../state/views';
import { IconButton } from '../../ui/Button';
import { Segments } from '../../ui/Segments';
import { FeedTrouble } from './FeedTrouble';
import { useViewTitle } from './useViewTitle';

/** What is listed, how much of it is unread, and the switch between all and unread. */
export function ListHeader({
  unreadOnly,
  hasDrawer,
}: {
  unreadOnly: boolean;
  /** True where the feeds are behind a button. */
  hasDrawer: boolean;
}): ReactNode {
  const run = useRunCommand();
  const view = useUiStore((state) => state.view);
  const setDrawerOpen = useUiStore((state) => state.setDrawerOpen);
  const { title, unread, feed } = useViewTitle();

  return (
    <header className="list-header">
      <div className="list-header-line">
        {hasDrawer && (
          <IconButton
            icon="menu"
            label="Views and feeds"
            onClick={() => {
              setDrawerOpen(true);
            }}
          />
        )}
        <h2 className="list-title" dir="auto" title={title}>
          {title}
        </h2>
        {unread !== null && unread > 0 && (
          <span className="list-unread">
            {unread.toLocaleString('en')}
            <span className="visually-hidden"> unread</span>
          </span>
        )}
        <span className="list-header-gap" />
        {feed !== null && (
          <IconButton
            icon="settings"
            label="Settings of this feed"
            shortcut={shortcutOf('feed.settings')}
            onClick={() => {
              run('feed.settings');
            }}
          />
        )}
        {feed?.url !== SAVED_PAGES_URL && (
          <IconButton
            icon="refresh"
            label="Refresh this view"
            shortcut={shortcutOf('feed.refreshView')}
            onClick={() => {
              run('feed.refreshView');
            }}
          />
        )}
      </div>
      {hasUnreadSwitch(view) && (
        <Segments
          label="Show"
          options={[
            { value: 'all', label: 'All' },
            { value: 'unread', label: 'Unread' },
          ]}
          value={unreadOnly ? 'unread' : 'all'}
          onChange={() => {
            run('list.unreadOnly');
          }}
        />
      )}
      {feed !== null && <FeedTrouble feed={feed} />}
    </header>
  );
}
