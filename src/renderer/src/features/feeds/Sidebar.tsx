import type { ReactNode } from 'react';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { IconButton } from '../../ui/Button';
import { FeedTree } from './FeedTree';
import './feeds.css';

/** The first pane: masthead, views and feeds, and whatever the app puts above and below them. */
export function Sidebar({ search, foot }: { search: ReactNode; foot: ReactNode }): ReactNode {
  const run = useRunCommand();
  return (
    <>
      <header className="sidebar-masthead">
        <p className="sidebar-title">Broadsheet</p>
        <IconButton
          icon="add"
          label="Add a feed"
          shortcut={shortcutOf('feed.add')}
          onClick={() => {
            run('feed.add');
          }}
        />
      </header>
      {search}
      <FeedTree />
      {foot}
    </>
  );
}
