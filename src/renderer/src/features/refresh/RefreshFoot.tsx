import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { RefreshStatus } from '../../../../shared/model';
import { feedStanding } from '../../api/feedStanding';
import { feedsOptions } from '../../api/feeds';
import { isNetworkOut } from '../../api/isNetworkOut';
import { librarySpaceOptions } from '../../api/librarySpace';
import { refreshStatusOptions, useCancelRefresh } from '../../api/refresh';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { IconButton } from '../../ui/Button';
import { timeSince } from '../../ui/formatTime';
import { ProgressBar } from '../../ui/ProgressBar';
import { useNow } from '../../ui/useNow';
import './refresh.css';
import {
  heldLine,
  isAllHeld,
  OFFLINE_LINE,
  outcomeLine,
  spaceLine,
  troubleLine,
} from './refreshWords';

/** What was said about the next time goes once that has come. */
function isStillHeld({ heldUntil }: RefreshStatus, now: number): boolean {
  return heldUntil === null || heldUntil > now;
}

/** The foot of the sidebar: a refresh under way with its way out, or when the last one was. */
export function RefreshFoot(): ReactNode {
  const status = useQuery(refreshStatusOptions).data ?? null;
  const feeds = useQuery(feedsOptions).data?.feeds ?? [];
  const space = useQuery(librarySpaceOptions).data ?? 'enough';
  const cancel = useCancelRefresh();
  const run = useRunCommand();
  const now = useNow();

  if (status?.state === 'running') {
    return (
      <footer className="refresh-foot">
        <span className="refresh-count">
          {status.done}/{status.total}
        </span>
        <ProgressBar
          label="Refreshing feeds"
          value={status.total === 0 ? 0 : status.done / status.total}
        />
        <IconButton
          icon="close"
          label="Cancel refreshing"
          onClick={() => {
            cancel(status.runId);
          }}
        />
      </footer>
    );
  }
  const checkedAt = Math.max(0, ...feeds.map((feed) => feed.checkedAt ?? 0));
  const failing = feeds.filter((feed) => feedStanding(feed)?.kind === 'failing').length;
  const trouble = isNetworkOut(feeds) ? OFFLINE_LINE : troubleLine(failing);
  const checked = checkedAt === 0 ? 'Not refreshed yet' : `Checked ${timeSince(checkedAt, now)}`;
  const isHeld = status !== null && isAllHeld(status) && isStillHeld(status, now);
  const outcome = status === null ? '' : outcomeLine(status, now);
  return (
    <footer className="refresh-foot" title={outcome === '' ? undefined : outcome}>
      <div className="refresh-lines">
        {isHeld ? <p className="refresh-held">{heldLine(status, now)}</p> : <p>{checked}</p>}
        {failing > 0 && <p className="refresh-trouble">{trouble}</p>}
        {space !== 'enough' && (
          <p className="refresh-space refresh-trouble" role="status">
            {spaceLine(space)}
          </p>
        )}
      </div>
      <IconButton
        icon="refresh"
        label="Refresh all feeds"
        shortcut={shortcutOf('feed.refreshAll')}
        onClick={() => {
          run('feed.refreshAll');
        }}
      />
      <span className="visually-hidden" role="status">
        {outcome}
      </span>
    </footer>
  );
}
