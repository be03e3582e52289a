/** What fetching a feed has cost and brought, in the words of a person. */
import type { FeedDetails, FeedLedger, FullTextCounts } from '../../../../shared/model';
import { feedStanding } from '../../api/feedStanding';
import { formatBytes, formatMinutes } from '../../ui/formatAmount';
import { timeAhead, timeSince } from '../../ui/formatTime';

export interface LedgerLine {
  readonly term: string;
  readonly words: string;
}

function answerWords(status: number): string {
  if (status === 304) return 'it had nothing new (304)';
  if (status === 200) return 'it sent the feed (200)';
  return `it answered ${String(status)}`;
}

function lastAsked({ lastAnswerAt, lastStatus }: FeedLedger, now: number): string {
  if (lastAnswerAt === null) return 'Not yet';
  const when = timeSince(lastAnswerAt, now);
  return lastStatus === null ? when : `${when}; ${answerWords(lastStatus)}`;
}

function nextByItself({ feed, ledger }: FeedDetails, now: number): string {
  if (feed.isGone) return 'Never: it was taken down for good';
  if (feed.isPaused) return 'Not while it is paused';
  if (ledger.nextDueAt === null) return 'Never';
  return ledger.nextDueAt <= now ? 'With the next round' : timeAhead(ledger.nextDueAt, now);
}

function requests({ requests: all, notModified }: FeedLedger): string {
  if (all === 0) return 'None';
  const free = Math.round((notModified / all) * 100);
  const count = all.toLocaleString('en');
  return notModified === 0 ? count : `${count}, of which ${String(free)} % cost next to nothing`;
}

function somethingNew({ rhythmMinutes, lastChangeAt }: FeedLedger, now: number): string {
  const last = lastChangeAt === null ? null : `the last ${timeSince(lastChangeAt, now)}`;
  const rhythm = rhythmMinutes === null ? null : `about every ${formatMinutes(rhythmMinutes)}`;
  const words = [rhythm, last].filter((part) => part !== null).join('; ');
  return words === '' ? 'Not known yet' : words;
}

/** "34 kept, 2 still to be fetched, 1 could not be had" */
function fullTextWords({ kept, waiting, failed }: FullTextCounts): string {
  const parts = [`${kept.toLocaleString('en')} kept`];
  if (waiting > 0) parts.push(`${waiting.toLocaleString('en')} still to be fetched`);
  if (failed > 0) parts.push(`${failed.toLocaleString('en')} could not be had`);
  return parts.join(', ');
}

/** The lines in the order in which they are read; what does not apply has none. */
export function ledgerLines(details: FeedDetails, now: number): readonly LedgerLine[] {
  const { feed, ledger, fullTexts } = details;
  const standing = feedStanding(feed);
  const { nextAllowedAt } = ledger;
  const lines: LedgerLine[] = [
    { term: 'Last asked', words: lastAsked(ledger, now) },
    { term: 'Next by itself', words: nextByItself(details, now) },
  ];
  if (nextAllowedAt !== null && nextAllowedAt > now) {
    const words = `${timeAhead(nextAllowedAt, now)}, for its server’s sake`;
    lines.push({ term: 'Not before', words });
  }
  if (standing?.kind === 'failing') lines.push({ term: 'Trouble', words: standing.sentence });
  lines.push(
    { term: 'Something new', words: somethingNew(ledger, now) },
    { term: 'Requests', words: requests(ledger) },
    { term: 'Received', words: formatBytes(ledger.bytes) },
  );
  if (fullTexts !== null) lines.push({ term: 'Full texts', words: fullTextWords(fullTexts) });
  return lines.map(({ term, words }) => ({ term, words: asBeginning(words) }));
}

/** A line of its own begins as a sentence does; a host's name stays as it is written. */
function asBeginning(words: string): string {
  return /^[\w-]+\.\w/.test(words) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
