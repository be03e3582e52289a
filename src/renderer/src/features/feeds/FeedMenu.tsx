import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { useRemoveFeed } from '../../api/feedRemoval';
import { useStartRefresh } from '../../api/refresh';
import { useOpenExternal } from '../../api/shell';
import { describeKey } from '../../ui/describeKey';
import { Menu, type MenuItem, type MenuPlace } from '../../ui/Menu';

/** What can be done with one feed. */
export function FeedMenu({
  feed,
  place,
  onClose,
}: {
  feed: Feed;
  place: MenuPlace;
  onClose: () => void;
}): ReactNode {
  const startRefresh = useStartRefresh();
  const openExternal = useOpenExternal();
  const removeFeed = useRemoveFeed();
  const { siteUrl } = feed;

  const items: MenuItem[] = [
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
      label: 'Remove this feed',
      shortcut: describeKey('Delete'),
      onChoose: () => {
        removeFeed(feed.id);
      },
    },
  ];
  return <Menu items={items} label={`Actions for ${feed.title}`} place={place} onClose={onClose} />;
}
