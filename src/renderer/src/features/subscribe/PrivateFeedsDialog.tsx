import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { FeedId } from '../../../../shared/model';
import { useAllowPrivate } from '../../api/feedDetails';
import { feedsOptions } from '../../api/feeds';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { hostOf } from './addressWords';
import './subscribe.css';

/** So many are named; a longer list would push the buttons out of sight. */
const NAMED = 10;

/** The one question for all imported feeds that lie on this machine or a private network. */
export function PrivateFeedsDialog({
  feedIds,
  onClose,
}: {
  feedIds: readonly FeedId[];
  onClose: () => void;
}): ReactNode {
  const feeds = useQuery(feedsOptions).data?.feeds ?? [];
  const allowPrivate = useAllowPrivate();
  const wanted = new Set(feedIds);
  const named = feeds.filter(({ id }) => wanted.has(id));
  const subject =
    feedIds.length === 1
      ? 'One of these feeds is'
      : `${feedIds.length.toLocaleString('en')} of these feeds are`;

  return (
    <Dialog title="Feeds on your own network" onClose={onClose}>
      <div className="subscribe-form">
        <p className="subscribe-question">
          {subject} on this computer or your own network. Ask {feedIds.length === 1 ? 'it' : 'them'}
          ?
        </p>
        <ul className="private-feeds">
          {named.slice(0, NAMED).map(({ id, title, url }) => (
            <li key={id}>
              <bdi>{title}</bdi>
              <span className="candidate-address">{hostOf(url)}</span>
            </li>
          ))}
          {named.length > NAMED && <li>and {named.length - NAMED} more</li>}
        </ul>
        <p className="field-hint">Otherwise they stay in the list and are not asked.</p>
        <div className="dialog-actions">
          <Button data-initial-focus onClick={onClose}>
            Do not ask
          </Button>
          <Button
            look="primary"
            onClick={() => {
              allowPrivate(feedIds);
              onClose();
            }}
          >
            {feedIds.length === 1 ? 'Ask it' : 'Ask them'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
