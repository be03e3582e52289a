import { describe, expect, it } from 'vitest';
import { FeedSettingsChange, type Feed, type FeedDetails } from '../../../src/shared/model';
import { intervalChoices } from '../../../src/renderer/src/features/feedSettings/intervalChoices';
import { ledgerLines } from '../../../src/renderer/src/features/feedSettings/ledgerWords';
import {
  changeBetween,
  draftOf,
  problemsOf,
} from '../../../src/renderer/src/features/feedSettings/settingsDraft';
import { formatBytes, formatMinutes } from '../../../src/renderer/src/ui/formatAmount';
import { aFeed, aLedger, HOUR, NOON, someSettings } from '../../component/support/builders';

function details(feed: Partial<Feed>, ledger: Partial<FeedDetails['ledger']> = {}): FeedDetails {
  return {
    feed: aFeed(1, feed),
    settings: someSettings(),
    fullTexts: null,
    ledger: aLedger(ledger),
    hasCredentials: false,
    credentialsAreTemporary: false,
  };
}

/** The words behind a term; undefined when it is not told. */
const told = (term: string, of: FeedDetails): string | undefined =>
  ledgerLines(of, NOON).find((line) => line.term === term)?.words;

describe('the ledger in words', () => {
  it('tells everything of a feed that is well', () => {
    expect(ledgerLines(details({}), NOON)).toEqual([
      { term: 'Last asked', words: '1 h ago; it had nothing new (304)' },
      { term: 'Next by itself', words: '14:00' },
      { term: 'Something new', words: 'About every 3 hours; the last yesterday, 12:00' },
      { term: 'Requests', words: '40, of which 75 % cost next to nothing' },
      { term: 'Received', words: '1.2 MB' },
    ]);
  });

  it.each([
    [{ kept: 0, waiting: 0, failed: 0 }, '0 kept'],
    [{ kept: 1200, waiting: 2, failed: 0 }, '1,200 kept, 2 still to be fetched'],
    [{ kept: 3, waiting: 0, failed: 1 }, '3 kept, 1 could not be had'],
  ])('tells of full texts where they are wanted: %j', (fullTexts, words) => {
    expect(told('Full texts', { ...details({}), fullTexts })).toBe(words);
  });

  it('tells of a feed that was never asked', () => {
    const never = details(
      {},
      {
        requests: 0,
        notModified: 0,
        bytes: 0,
        lastStatus: null,
        lastAnswerAt: null,
        lastChangeAt: null,
        nextDueAt: NOON,
        rhythmMinutes: null,
      },
    );
    expect(ledgerLines(never, NOON).map(({ words }) => words)).toEqual([
      'Not yet',
      'With the next round',
      'Not known yet',
      'None',
      '0 bytes',
    ]);
  });

  it.each([
    [200, '1 h ago; it sent the feed (200)'],
    [503, '1 h ago; it answered 503'],
    [null, '1 h ago'],
  ])('says what an answer of %s meant', (lastStatus, words) => {
    expect(told('Last asked', details({}, { lastStatus }))).toBe(words);
  });

  it('names trouble, and until when a server wants to be left alone', () => {
    const failure = { code: 'timeout', details: { host: 'slow.example' }, count: 2 } as const;
    const held = details({ failure }, { nextAllowedAt: NOON + 26 * HOUR });
    expect(told('Trouble', held)).toBe(
      'slow.example did not answer in time. 2 tries in a row failed.',
    );
    expect(told('Not before', held)).toBe('Tomorrow, 14:00, for its server’s sake');
    expect(told('Not before', details({}, { nextAllowedAt: NOON - 1 }))).toBeUndefined();
  });

  it.each([
    [{ isGone: true }, 'Never: it was taken down for good'],
    [{ isPaused: true }, 'Not while it is paused'],
  ])('says why a feed is never asked: %o', (feed, words) => {
    expect(told('Next by itself', details(feed))).toBe(words);
    expect(told('Next by itself', details({}, { nextDueAt: null }))).toBe('Never');
  });
});

describe('settings in the form', () => {
  const before = draftOf(aFeed(1), someSettings({ intervalMinutes: 60 }));

  it('changes nothing when nothing was changed, spaces included', () => {
    expect(changeBetween(before, before)).toEqual({});
    expect(
      changeBetween(before, { ...before, userAgent: ' ', address: `${before.address} ` }),
    ).toEqual({});
  });

  it('names only what was changed', () => {
    const after = {
      ...before,
      intervalMinutes: null,
      isPaused: true,
      headerName: 'X-Token',
      headerValue: ' a b ',
    };
    const change = changeBetween(before, after);
    expect(change).toEqual({
      intervalMinutes: null,
      isPaused: true,
      header: { name: 'X-Token', value: 'a b' },
    });
    expect(FeedSettingsChange.parse(change)).toEqual(change);
    expect(problemsOf(change)).toEqual({});
  });

  it('takes a setting back where its field is emptied', () => {
    const set = draftOf(
      aFeed(1),
      someSettings({ userAgent: 'Me', header: { name: 'A', value: 'b' } }),
    );
    const emptied = { ...set, userAgent: '', headerName: '', headerValue: '' };
    expect(changeBetween(set, emptied)).toEqual({ userAgent: null, header: null });
  });

  it.each([
    [{ address: ' ' }, 'address', 'A feed needs an address.'],
    [{ userAgent: 'Ünïcode' }, 'userAgent', /plain letters/],
    [{ headerName: 'Cookie: a', headerValue: 'b' }, 'header', /This name/],
    [{ headerName: 'Host', headerValue: 'b' }, 'header', /This name/],
    [{ headerName: '', headerValue: 'b' }, 'header', /This name/],
    [{ headerName: 'X-Token', headerValue: '' }, 'header', /needs a value/],
  ] as const)('says what is wrong with %o', (typed, field, words) => {
    const problems = problemsOf(changeBetween(before, { ...before, ...typed }));
    expect(Object.keys(problems)).toEqual([field]);
    expect(problems[field]).toMatch(words);
  });
});

describe('the choice of an interval', () => {
  it('goes from half an hour to a day', () => {
    expect(intervalChoices(null).map(({ label }) => label)).toEqual([
      'At the feed’s own rhythm',
      'Every 30 minutes',
      'Every hour',
      'Every 2 hours',
      'Every 4 hours',
      'Every 8 hours',
      'Every 12 hours',
      'Once a day',
    ]);
  });

  it('keeps one that was set otherwise, at its place', () => {
    const choices = intervalChoices(45);
    expect(choices.map(({ minutes }) => minutes).slice(0, 4)).toEqual([null, 30, 45, 60]);
    expect(choices[2]?.label).toBe('Every 45 minutes');
    expect(intervalChoices(60)).toHaveLength(8);
  });
});

describe('amounts', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 KB'],
    [9949, '9.9 KB'],
    [9951, '10 KB'],
    [999_499, '999 KB'],
    [999_500, '1 MB'],
    [34_000_000, '34 MB'],
    [1_500_000_000, '1.5 GB'],
    [2e15, '2000 TB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words);
  });

  it.each([
    [1, '1 minute'],
    [45, '45 minutes'],
    [60, '1 hour'],
    [89, '89 minutes'],
    [90, '2 hours'],
    [47 * 60, '47 hours'],
    [48 * 60, '2 days'],
  ])('%d minutes are %s', (minutes, words) => {
    expect(formatMinutes(minutes)).toBe(words);
  });
});
