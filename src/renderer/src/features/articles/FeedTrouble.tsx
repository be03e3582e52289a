import type { ReactNode } from 'react';
import type { Feed } from '../../../../shared/model';
import { useAllowPrivate, usePauseFeed } from '../../api/feedDetails';
import { feedStanding, type Remedy } from '../../api/feedStanding';
import { useStartRefresh } from '../../api/refresh';
import { useUiStore } from '../../state/uiStore';
import { Button } from '../../ui/Button';

const WORDS: Readonly<Record<Remedy, string>> = {
  resume: 'Resume',
  allow: 'Allow',
  signIn: 'Sign in…',
  tryAgain: 'Try again',
  join: 'Join them…',
};

/** Why the open feed is not read as usual, and the button that does something about it. */
export function FeedTrouble({ feed }: { feed: Feed }): ReactNode {
  const pause = usePauseFeed();
  const allowPrivate = useAllowPrivate();
  const startRefresh = useStartRefresh();
  const openDialog = useUiStore((state) => state.openDialog);
  const standing = feedStanding(feed);
  if (standing === null) return null;

  const feedId = feed.id;
  const remedies: Readonly<Record<Remedy, () => void>> = {
    resume: () => {
      pause({ feedId, isPaused: false });
    },
    allow: () => {
      allowPrivate([feedId]);
    },
    signIn: () => {
      openDialog({ kind: 'feedSettings', feedId, wantsSignIn: true });
    },
    join: () => {
      openDialog({ kind: 'feedSettings', feedId, wantsSignIn: false });
    },
    tryAgain: () => {
      startRefresh({ kind: 'feed', feedId });
    },
  };
  const { kind, sentence, remedy } = standing;
  return (
    <p className={`list-trouble ${kind === 'failing' ? '' : 'is-resting'}`}>
      {sentence}
      {remedy !== null && (
        <>
          {' '}
          <Button look="link" onClick={remedies[remedy]}>
            {WORDS[remedy]}
          </Button>
        </>
      )}
    </p>
  );
}
