import { useEffect, useRef, type ReactNode } from 'react';
import { useAddSample } from '../../api/collections';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { longDayOf } from '../../ui/formatTime';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { useNow } from '../../ui/useNow';
import './welcome.css';
import { WayIn } from './WayIn';

/** The first run: an empty front page, and three ways to fill it. */
export function Welcome({ isImporting }: { isImporting: boolean }): ReactNode {
  const run = useRunCommand();
  const addSample = useAddSample();
  const isSlow = useIsSlow(isImporting || addSample.isPending);
  const now = useNow();
  const first = useRef<HTMLButtonElement>(null);

  // Enter alone must be enough to start reading.
  useEffect(() => {
    first.current?.focus();
  }, []);

  return (
    <main className="welcome">
      <header className="welcome-masthead">
        <h1>Broadsheet</h1>
        <p>
          <span>{longDayOf(now)}</span>
          <span>Your feeds, kept on this machine</span>
        </p>
      </header>
      <h2 className="welcome-headline">
        Nothing is printed here yet. Choose what your paper is made of.
      </h2>
      <div className="welcome-ways">
        <WayIn
          ref={first}
          button="Start with the sample"
          isBusy={addSample.isPending}
          shortcut="Enter"
          title="A sample to begin with"
          onChoose={() => {
            addSample.mutate();
          }}
        >
          A small collection that came with the app. It is stored already, so it works with no
          network at all.
        </WayIn>
        <WayIn
          button="Add a feed"
          isBusy={false}
          shortcut={shortcutOf('feed.add')}
          title="A site you like"
          onChoose={() => {
            run('feed.add');
          }}
        >
          Paste the address of a site or of its feed. Broadsheet finds out what it offers.
        </WayIn>
        <WayIn
          button="Import OPML"
          isBusy={isImporting}
          shortcut={shortcutOf('feed.importOpml')}
          title="Your feeds from elsewhere"
          onChoose={() => {
            run('feed.importOpml');
          }}
        >
          Other readers export their subscriptions as an OPML file. Bring it along, folders and all.
        </WayIn>
      </div>
      <div className="welcome-progress">{isSlow && <ProgressBar label="Adding feeds" />}</div>
    </main>
  );
}
