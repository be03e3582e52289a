import { describe, expect, test } from 'vitest';
import {
  changedSettings,
  isAskedOtherwise,
  isSameHeader,
  stateAtOtherAddress,
} from '../../../src/main/core/feedSettings';
import type { PlainFeedSettings } from '../../../src/main/core/ports';
import { fetchState } from '../../support/fetchState';

const before: PlainFeedSettings = {
  isPaused: true,
  intervalMinutes: 30,
  userAgent: 'Own/1',
  allowsPrivate: true,
  fullText: true,
};

describe('a change of settings', () => {
  test('of nothing changes nothing, even when it names things without a value', () => {
    const nothing = { isPaused: undefined, intervalMinutes: undefined, userAgent: undefined };
    expect(changedSettings(before, nothing)).toEqual(before);
  });

  test.each([
    [{ isPaused: false }],
    [{ intervalMinutes: 60 }],
    [{ intervalMinutes: null }],
    [{ userAgent: 'Other/2' }],
    [{ userAgent: null }],
    [{ allowsPrivate: false }],
    [{ fullText: false }],
  ])('%j changes that and leaves the rest', (change) => {
    expect(changedSettings(before, change)).toEqual({ ...before, ...change });
  });
});

describe('a server', () => {
  const asked = (change: Partial<PlainFeedSettings>): boolean =>
    isAskedOtherwise(before, { ...before, ...change });

  test('may answer another user agent differently', () => {
    expect(asked({ userAgent: 'Other/2' })).toBe(true);
  });

  test('is asked for the first time once that is allowed, and not because it no longer is', () => {
    expect(isAskedOtherwise({ ...before, allowsPrivate: false }, before)).toBe(true);
    expect(asked({ allowsPrivate: false })).toBe(false);
  });

  test('does not notice a pause or an interval', () => {
    expect(asked({ isPaused: false, intervalMinutes: null })).toBe(false);
  });
});

test('a header is the same by name and value', () => {
  const header = { name: 'X-Token', value: 'a' };
  expect(isSameHeader(header, { ...header })).toBe(true);
  expect(isSameHeader(null, null)).toBe(true);
  expect(isSameHeader(header, null)).toBe(false);
  expect(isSameHeader(header, { ...header, value: 'b' })).toBe(false);
  expect(isSameHeader(header, { ...header, name: 'X-Other' })).toBe(false);
});

test('at another address nothing is known of the document, but what it has cost', () => {
  const counted = { requests: 4, notModified: 3, bytes: 99, lastStatus: 410, lastChangeAt: 5 };
  const kept = { ...counted, checkedAt: 7, rhythmMs: 8 };
  const state = fetchState({
    ...kept,
    validators: { etag: '"a"', lastModified: 'then' },
    bodyHash: 'hash',
    nextDueAt: 1e15,
    nextAllowedAt: 1e15,
    wholeAt: 6,
    refusesProbes: true,
    hints: { everyMinutes: 600, skipHours: [1], skipDays: [2] },
    movedTo: 'https://example.org/new',
    movedFirstAt: 3,
    goneAt: 4,
    failure: { code: 'http-status', details: { status: 410 }, count: 2 },
  });
  expect(stateAtOtherAddress(state)).toEqual(fetchState(kept));
});
