import { describe, expect, it } from 'vitest';
import type { Imported } from '../../../src/shared/contract/collections';
import { importSentence } from '../../../src/renderer/src/api/collections';
import { readingTime } from '../../../src/renderer/src/api/readingTime';
import { newerStatus } from '../../../src/renderer/src/api/refresh';
import { outcomeLine } from '../../../src/renderer/src/features/refresh/refreshWords';
import { dayHeading, relativeTime, timeSince } from '../../../src/renderer/src/ui/formatTime';
import { describeKey } from '../../../src/renderer/src/ui/describeKey';
import { listItems, rowHeight } from '../../../src/renderer/src/features/articles/listItems';
import { aRow, aRun, HOUR, NOON } from '../../component/support/builders';

describe('times', () => {
  it.each([
    [0, 'just now'],
    [5 * 60_000, '5 min ago'],
    [3 * HOUR, '3 h ago'],
    [24 * HOUR, '12:00'],
  ])('%i ms ago is “%s”', (age, words) => {
    expect(relativeTime(NOON - age, NOON)).toBe(words);
  });

  it('names days as people do', () => {
    const headings = [0, 1, 2, 6, 7, 400].map((days) => dayHeading(NOON - days * 24 * HOUR, NOON));
    expect(headings.slice(0, 5)).toEqual([
      'Today',
      'Yesterday',
      'Sunday',
      'Wednesday',
      '17 November',
    ]);
    expect(headings[5]).toMatch(/2025$/);
  });

  it('counts a day of 23 or 25 hours as one', () => {
    const afterTheClocksChanged = new Date(2026, 9, 26, 0, 30).getTime();
    expect(dayHeading(new Date(2026, 9, 25, 0, 10).getTime(), afterTheClocksChanged)).toBe(
      'Yesterday',
    );
  });

  it('says when the last refresh was', () => {
    expect(timeSince(NOON - 24 * HOUR, NOON)).toBe('yesterday, 12:00');
    expect(timeSince(NOON - 96 * HOUR, NOON)).toBe('20 November');
  });
});

const imported = (change: Partial<Imported>): Imported => ({
  added: 0,
  duplicates: 0,
  refused: 0,
  privateFeeds: [],
  ...change,
});

describe('counts in words', () => {
  it('tells what an import did', () => {
    expect(importSentence(imported({ added: 1 }))).toBe('1 feed added.');
    expect(importSentence(imported({ added: 12, duplicates: 3, refused: 1 }))).toBe(
      '12 feeds added, 3 were already there, 1 address was refused.',
    );
    expect(importSentence(imported({ duplicates: 2 }))).toBe(
      'No feed added, 2 were already there.',
    );
  });

  it('tells how a refresh ended', () => {
    const run = aRun({ total: 3, done: 3, added: 1 });
    expect(outcomeLine(run, NOON)).toBe('');
    expect(outcomeLine({ ...run, state: 'finished' }, NOON)).toBe(
      'Refreshing is done: 1 new article.',
    );
  });

  it('tells of feeds that were left alone, and when they may be asked', () => {
    const finished = aRun({ total: 3, done: 3, state: 'finished' });
    const lines = [
      { held: 2, heldUntil: NOON + HOUR },
      { held: 3, heldUntil: NOON + HOUR },
      { held: 3, heldUntil: NOON + 24 * HOUR },
      { held: 3, heldUntil: NOON - HOUR },
      { total: 1, held: 1, heldUntil: NOON + HOUR },
    ].map((change) => outcomeLine({ ...finished, ...change }, NOON));
    expect(lines).toEqual([
      'Refreshing is done: 0 new articles, 2 feeds asked a short while ago.',
      'All feeds were asked a short while ago; next at 13:00.',
      'All feeds were asked a short while ago; next tomorrow, 12:00.',
      'All feeds were asked a short while ago.',
      'The feed was asked a short while ago; next at 13:00.',
    ]);
  });

  it('gives at least a minute, or nothing, for reading', () => {
    expect([0, 20, 1380].map(readingTime)).toEqual([null, '1 min', '6 min']);
  });

  it('writes keys for people', () => {
    expect(['j', 'R', 'Mod+N', 'Shift+Space', 'Escape'].map(describeKey)).toEqual([
      'J',
      'Shift R',
      'Ctrl N',
      'Shift Space',
      'Esc',
    ]);
  });
});

describe('newerStatus', () => {
  const run = aRun({ runId: 2, total: 9 });

  it('does not let a late answer turn the bar back', () => {
    const known = { ...run, done: 4 };
    expect(newerStatus(known, { ...run, done: 1 })).toBe(known);
    expect(newerStatus({ ...known, state: 'finished' }, known).state).toBe('finished');
  });

  it('takes a new run, and the progress of the same', () => {
    expect(
      newerStatus({ ...run, done: 4, state: 'finished' }, { ...run, runId: 3, done: 0 }).runId,
    ).toBe(3);
    expect(newerStatus(null, { ...run, done: 0 }).done).toBe(0);
    expect(newerStatus({ ...run, done: 4 }, { ...run, done: 5 }).done).toBe(5);
  });
});

describe('listItems', () => {
  it('puts a heading before each day', () => {
    const items = listItems([aRow(1), aRow(2), aRow(20)], NOON);
    expect(items.map((item) => (item.kind === 'row' ? item.position : item.title))).toEqual([
      'Today',
      1,
      2,
      'Yesterday',
      3,
    ]);
  });

  it('knows heights from the data alone', () => {
    expect(rowHeight(aRow(1, { excerpt: '' }))).toBeLessThan(rowHeight(aRow(1)));
  });
});
