import { describe, expect, test } from 'vitest';
import { ledgerOf } from '../../../src/main/core/feedLedger';
import { fetchState } from '../../support/fetchState';

const minute = 60_000;
const now = Date.UTC(2026, 10, 24);
const usual = { isPaused: false, hasServer: true, heldUntil: null, now };

describe('the ledger of a feed', () => {
  test('says what was asked and answered', () => {
    const state = fetchState({
      checkedAt: now - 5 * minute,
      requests: 40,
      notModified: 31,
      bytes: 123_456,
      lastStatus: 304,
      lastChangeAt: now - 90 * minute,
      nextDueAt: now + 55 * minute,
      rhythmMs: 90 * minute,
    });
    expect(ledgerOf(state, usual)).toEqual({
      requests: 40,
      notModified: 31,
      bytes: 123_456,
      lastStatus: 304,
      lastAnswerAt: now - 5 * minute,
      lastChangeAt: now - 90 * minute,
      nextDueAt: now + 55 * minute,
      nextAllowedAt: null,
      rhythmMinutes: 90,
    });
  });

  test('has a rhythm of a minute at least, and none that is not known', () => {
    expect(ledgerOf(fetchState({ rhythmMs: 900 }), usual).rhythmMinutes).toBe(1);
    expect(ledgerOf(fetchState(), usual).rhythmMinutes).toBeNull();
  });

  test('names no time that is over: what is overdue is due now', () => {
    expect(ledgerOf(fetchState({ nextDueAt: now - minute }), usual).nextDueAt).toBe(now);
    expect(ledgerOf(fetchState(), usual).nextDueAt).toBe(now);
  });

  test('names no time at which the feed may not be asked', () => {
    const heldUntil = now + 10 * minute;
    const ledger = ledgerOf(fetchState({ nextDueAt: now + minute }), { ...usual, heldUntil });
    expect(ledger).toMatchObject({ nextDueAt: heldUntil, nextAllowedAt: heldUntil });
  });

  test.each([
    ['paused', fetchState({ nextDueAt: now }), { ...usual, isPaused: true }],
    ['gone', fetchState({ nextDueAt: now, goneAt: now }), usual],
    ['made of saved pages', fetchState({ nextDueAt: now }), { ...usual, hasServer: false }],
  ])('names no time for a feed that is %s', (_name, state, circumstances) => {
    expect(ledgerOf(state, circumstances).nextDueAt).toBeNull();
  });
});
