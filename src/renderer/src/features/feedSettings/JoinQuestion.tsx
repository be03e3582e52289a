import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { sentenceFor } from '../../api/errorWords';
import { useMergeFeed } from '../../api/feedDetails';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';

/** Asks before two feeds become one, which cannot be taken back. */
export function JoinQuestion({
  feed,
  into,
  onBack,
  onDone,
}: {
  feed: Feed;
  into: Feed;
  onBack: () => void;
  onDone: () => void;
}): ReactNode {
  const merge = useMergeFeed(onDone);
  const isSlow = useIsSlow(merge.isPending);
  return (
    <div aria-label="Join two feeds" className="join-question" role="group">
      <p className="settings-question">
        Join “{isolate(feed.title)}” into “{isolate(into.title)}”?
      </p>
      <p>
        The articles of both stay, each once, with what you have read and bookmarked. “
        {isolate(feed.title)}” leaves the list. This cannot be undone.
      </p>
      <p className="form-problem" role="alert">
        {merge.error === null ? null : sentenceFor(merge.error)}
      </p>
      {isSlow && <ProgressBar label="Joining the feeds" />}
      <div className="dialog-actions">
        <Button
          // The safe answer has the focus.
          // eslint-disable-next-line jsx-a11y/no-autofocus
          autoFocus
          onClick={onBack}
        >
          Keep both
        </Button>
        <Button
          disabled={merge.isPending}
          look="primary"
          onClick={() => {
            merge.mutate({ feedId: feed.id, into: into.id });
          }}
        >
          Join them
        </Button>
      </div>
    </div>
  );
}
