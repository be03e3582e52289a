import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import type { FeedId } from '../../../../shared/model';
import { SAVED_PAGES_URL } from '../../../../shared/savedPages';
import { sentenceFor } from '../../api/errorWords';
import { useFeedDetails } from '../../api/feedDetails';
import { feedsOptions } from '../../api/feeds';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { FeedSettingsSheet } from './FeedSettingsSheet';
import './feedSettings.css';
import { JoinQuestion } from './JoinQuestion';
import { SavedPagesNotice } from './SavedPagesNotice';

/** One feed: what can be set for it, and what asking for it has cost and brought. */
export function FeedSettingsDialog({
  feedId,
  wantsSignIn,
  onClose,
}: {
  feedId: FeedId;
  wantsSignIn: boolean;
  onClose: () => void;
}): ReactNode {
  const query = useFeedDetails(feedId);
  const feeds = useQuery(feedsOptions).data?.feeds ?? [];
  const [isJoining, setJoining] = useState(false);
  const isSlow = useIsSlow(query.isPending);
  const details = query.data;
  // The list of feeds is there before the details are, and the title with it.
  const feed = details?.feed ?? feeds.find(({ id }) => id === feedId);
  const into = feeds.find(({ id }) => id === feed?.duplicateOf);

  if (feed?.url === SAVED_PAGES_URL) {
    return (
      <Dialog title={feed.title} onClose={onClose}>
        <SavedPagesNotice onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog isWide title={feed?.title ?? 'This feed'} onClose={onClose}>
      {query.isError ? (
        <div className="settings-notice" role="alert">
          <p>{sentenceFor(query.error)}</p>
          <Button onClick={() => void query.refetch()}>Try again</Button>
        </div>
      ) : details === undefined ? (
        <div className="feed-settings-wait">
          {isSlow && <ProgressBar label="Reading the settings" />}
        </div>
      ) : isJoining && into !== undefined ? (
        <JoinQuestion
          feed={details.feed}
          into={into}
          onBack={() => {
            setJoining(false);
          }}
          onDone={onClose}
        />
      ) : (
        <FeedSettingsSheet
          details={details}
          intoTitle={into?.title ?? null}
          wantsSignIn={wantsSignIn}
          onClose={onClose}
          onJoin={() => {
            setJoining(true);
          }}
        />
      )}
    </Dialog>
  );
}
