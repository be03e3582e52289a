/** The quick part of `npm run conformance`, with the floors below which no change may fall. */
import { describe, expect, test } from 'vitest';
import { belowFloors } from '../../scripts/conformance/floors.mjs';
import { feedScores, opmlScores, percent } from '../../scripts/conformance/scores.mjs';

describe('the cases of other parsers', () => {
  test('are read as they should be, nearly all of them', async () => {
    const { feedparser, others, encodings, all, failures } = await feedScores('adapter');
    expect(all[1]).toBeGreaterThan(1000);
    expect(percent(feedparser)).toBeGreaterThanOrEqual(98.5);
    expect(percent(others)).toBeGreaterThanOrEqual(95);
    expect(encodings[0]).toBe(encodings[1]);
    expect(percent(all)).toBeGreaterThanOrEqual(97.5);
    // What fails is told by name.
    expect(failures.every(({ id }) => id !== '')).toBe(true);
  });

  test('are graded by somebody who sees the difference: rss-parser alone does not pass', async () => {
    const { feedparser, others, encodings, all } = await feedScores('rss-parser');
    expect(percent(feedparser)).toBeLessThan(60);
    expect(percent(others)).toBeLessThan(80);
    expect(encodings[0]).toBeLessThan(encodings[1]);
    expect(percent(all)).toBeLessThan(80);
  });

  test('of OPML as well', async () => {
    expect(percent(await opmlScores())).toBeGreaterThanOrEqual(98);
  });
});

describe('a floor', () => {
  const figures = {
    feedparser_pct: 98.5,
    others_pct: 95,
    all_pct: 97.5,
    real_rejected: 0,
    real_count_pct: 99,
    real_body_pct: 98.5,
    opml_pct: 98,
  };
  const smoke = { crashes: 0, hangs: 0 };
  const attacks = { dangerous: 0, executed: 0 };

  test('that is reached says nothing', () => {
    expect(belowFloors(figures, smoke, attacks)).toEqual([]);
    expect(belowFloors(figures, smoke, { ...attacks, executed: null })).toEqual([]);
  });

  test.each(Object.keys(figures))('%s that is missed is named', (name) => {
    const missed = name === 'real_rejected' ? 1 : figures[name as keyof typeof figures] - 0.1;
    expect(belowFloors({ ...figures, [name]: missed }, smoke, attacks)[0]).toContain(name);
    expect(belowFloors({ ...figures, [name]: Number.NaN }, smoke, attacks)[0]).toContain(name);
  });

  test('for crashes, hangs and attacks is none of them', () => {
    expect(belowFloors(figures, { crashes: 1, hangs: 1 }, attacks)).toHaveLength(2);
    expect(belowFloors(figures, smoke, { dangerous: 1, executed: 1 })).toHaveLength(2);
  });
});
