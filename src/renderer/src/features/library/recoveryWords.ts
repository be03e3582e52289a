/** What a recovery was, and what it brought, in sentences. */
import type { RecoveryNotice } from '../../../../shared/model';
import { formatCount } from '../../ui/formatAmount';
import { fullTimeOf } from '../../ui/formatTime';

const HAPPENED: Readonly<Record<RecoveryNotice['cause'], string>> = {
  damaged: 'The file of your library was damaged, and Broadsheet put it together again.',
  index:
    'What the search knows was damaged. It is being made anew; your articles were not touched by it.',
  empty: 'The file of your library was empty, and Broadsheet put the library together again.',
  missing: 'The file of your library was gone, and Broadsheet put the library together again.',
  foreign:
    'Something else lay in the place of your library, and Broadsheet put the library together again.',
  newer:
    'You went back to the backup from before a newer version of Broadsheet changed your library.',
};

/** One sentence: what happened. */
export function whatHappened({ cause }: RecoveryNotice): string {
  return HAPPENED[cause];
}

/** Where what is here now came from. */
export function whatWasKept({ isWhole, backupAt, exportAt }: RecoveryNotice): string {
  if (isWhole) return 'Everything in it could be read, and is here.';
  if (backupAt !== null) {
    return `What could not be read came from the backup of ${fullTimeOf(backupAt)}, so that articles or marks of the time since may be missing.`;
  }
  if (exportAt !== null) {
    return `There was no backup yet. Subscriptions and bookmarks were written out on ${fullTimeOf(exportAt)} and are here; some articles may be missing until their feeds bring them again.`;
  }
  return 'There was no backup yet. What could be read is here; the rest could not be brought back.';
}

/** "40 feeds, 4,998 articles and 12 bookmarks". */
export function whatIsHere({ feeds, articles, bookmarks }: RecoveryNotice): string {
  return `${formatCount(feeds, 'feed')}, ${formatCount(articles, 'article')} and ${formatCount(bookmarks, 'bookmark')}`;
}
