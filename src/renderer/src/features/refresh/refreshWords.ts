import type { LibrarySpace, RefreshStatus } from '../../../../shared/model';
import { timeAhead } from '../../ui/formatTime';

const feedsInWords = (count: number): string => (count === 1 ? '1 feed' : `${String(count)} feeds`);

export const OFFLINE_LINE = 'You seem to be offline';

/** What little room on the disk means for the reader; empty while there is enough. */
export function spaceLine(space: LibrarySpace): string {
  switch (space) {
    case 'enough':
      return '';
    case 'low':
      return 'The disk is almost full, so feeds are not refreshed by themselves.';
    case 'full':
      return 'The disk is full, so nothing new can be kept. Broadsheet goes on when there is room.';
  }
}

/** "2 feeds have trouble" */
export function troubleLine(failing: number): string {
  return `${feedsInWords(failing)} ${failing === 1 ? 'has' : 'have'} trouble`;
}

/** "at 14:05", "tomorrow, 09:00" */
function atTime(time: number, now: number): string {
  const words = timeAhead(time, now);
  return /^\d\d:/.test(words) ? `at ${words}` : words;
}

/** True when a refresh was asked for and no server could be asked again so soon. */
export function isAllHeld({ state, total, held }: RefreshStatus): boolean {
  return state === 'finished' && held > 0 && held >= total;
}

/** "All feeds were asked a short while ago; next at 14:05." */
export function heldLine({ held, heldUntil }: RefreshStatus, now: number): string {
  const subject = held === 1 ? 'The feed was' : 'All feeds were';
  const next = heldUntil === null || heldUntil <= now ? '' : `; next ${atTime(heldUntil, now)}`;
  return `${subject} asked a short while ago${next}.`;
}

/** What a screen reader hears when a refresh is over. */
export function outcomeLine(status: RefreshStatus, now: number): string {
  if (status.state === 'running') return '';
  if (isAllHeld(status)) return heldLine(status, now);
  const end = status.state === 'cancelled' ? 'Refreshing was cancelled' : 'Refreshing is done';
  const news = status.added === 1 ? '1 new article' : `${String(status.added)} new articles`;
  const failed = status.failed === 0 ? '' : `, ${feedsInWords(status.failed)} failed`;
  const held = status.held === 0 ? '' : `, ${feedsInWords(status.held)} asked a short while ago`;
  return `${end}: ${news}${failed}${held}.`;
}
