import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { SAVED_PAGES_URL } from '../../../../shared/savedPages';
import { usePauseFeed } from '../../api/feedDetails';
import { useStartRefresh } from '../../api/refresh';
import { useOpenExternal } from '../../api/shell';
import { shortcutOf } from '../../state/shortcutOf';
import { describeKey } from '../../ui/describeKey';
import { Menu, type MenuItem, type MenuPlace } from '../../ui/Menu';

/** What can be done with one feed. */
export function FeedMenu({
  feed,
  place,
  onSettings,
  onRemove,
  onClose,
}: {
  feed: Feed;
  place: MenuPlace;
  onSettings: () => void;
  onRemove: () => void;
  onClose: () => void;
}): ReactNode {
  const startRefresh = useStartRefresh();
  const openExternal = useOpenExternal();
  const pause = usePauseFeed();
  const { siteUrl, isPaused } = feed;
  // Saved pages come from no server that could be asked, or left alone.
  const hasServer = feed.url !== SAVED_PAGES_URL;

  const ofServer: MenuItem[] = [
    {
      label: 'Refresh this feed',
      onChoose: () => {
        startRefresh({ kind: 'feed', feedId: feed.id });
      },
    },
    ...(siteUrl === null
      ? []
      : [
          {
            label: 'Open its site in the browser',
            onChoose: () => {
              openExternal(siteUrl);
            },
          },
        ]),
    {
      label: isPaused ? 'Resume this feed' : 'Pause this feed',
      onChoose: () => {
        pause({ feedId: feed.id, isPaused: !isPaused });
      },
    },
  ];
  const items: MenuItem[] = [
    ...(hasServer ? ofServer : []),
    {
      label: 'Settings…',
      shortcut: shortcutOf('feed.settings'),
      onChoose: onSettings,
    },
    {
      label: 'Remove this feed',
      shortcut: describeKey('Delete'),
      onChoose: onRemove,
    },
  ];
  return <Menu items={items} label={`Actions for ${feed.title}`} place={place} onClose={onClose} />;
}
