import type { RefreshStatus } from '../../../../shared/model';

const feedsInWords = (count: number): string => (count === 1 ? '1 feed' : `${String(count)} feeds`);

export const OFFLINE_LINE = 'You seem to be offline';

/** "2 feeds have trouble" */
export function troubleLine(failing: number): string {
  return `${feedsInWords(failing)} ${failing === 1 ? 'has' : 'have'} trouble`;
}

/** What a screen reader hears when a refresh is over. */
export function outcomeLine(status: RefreshStatus): string {
  if (status.state === 'running') return '';
  const end = status.state === 'cancelled' ? 'Refreshing was cancelled' : 'Refreshing is done';
  const news = status.added === 1 ? '1 new article' : `${String(status.added)} new articles`;
  const failed = status.failed === 0 ? '' : `, ${feedsInWords(status.failed)} failed`;
  return `${end}: ${news}${failed}.`;
}
