import { describe, expect, test } from 'vitest';
import { casesInTitle, countProtocols } from '../../../scripts/test/protocolCount.mjs';

const names = (title: string): string[] => casesInTitle(title).map(({ name }) => name);
const result = (
  title: string,
  passed = true,
): { title: string; passed: boolean; message: string } => ({
  title,
  passed,
  message: '',
});

describe('the cases a title carries', () => {
  test.each([
    ['[A8.03] opens nothing', ['A8.3']],
    ['[S1.4, S1.5] two at once', ['S1.4', 'S1.5']],
    ['[S1.4] [A1.2] in two brackets', ['S1.4', 'A1.2']],
    ['file › group › [A9.feeds.list.2] a name with dots', ['A9.feeds.list.2']],
    ['[A9.007.010] zeros in the middle', ['A9.7.10']],
    ['[A10.0] zero itself', ['A10.0']],
    ['no brackets at all', []],
    ['[of] words [1] and (A1.2) and [a1.2]', []],
  ])('%s', (title, cases) => {
    expect(names(title)).toEqual(cases);
  });
});

describe('a count', () => {
  test('has each case once, however many tests carry it', () => {
    const tests = [result('[S1.1] a'), result('[S1.01] b'), result('[S1.2] c')];
    expect(countProtocols(tests, { S1: 2 })).toEqual({ counts: { S1: [2, 2] }, missing: 0 });
  });

  test('has a case failed when one of its tests failed, in whatever order', () => {
    for (const order of [
      [true, false],
      [false, true],
    ]) {
      const tests = order.map((passed) => result('[S1.1] x', passed));
      expect(countProtocols(tests, { S1: 1 }).counts).toEqual({ S1: [0, 1] });
    }
  });

  test('says how many cases no test carries', () => {
    expect(countProtocols([result('[S1.1] a')], { S1: 3, A1: 2 })).toEqual({
      counts: { S1: [1, 3], A1: [0, 2] },
      missing: 4,
    });
  });

  test('never hides a failing case behind more cases than demanded', () => {
    const tests = [1, 2, 3].map((number) => result(`[S1.${String(number)}]`, number !== 2));
    expect(countProtocols(tests, { S1: 2 }).counts).toEqual({ S1: [1, 2] });
  });

  test('never exceeds what is demanded, and leaves out protocols that are not listed', () => {
    const tests = [result('[S1.1]'), result('[S1.2]'), result('[Z9.1]')];
    expect(countProtocols(tests, { S1: 1 }).counts).toEqual({ S1: [1, 1] });
  });

  test('does not take S1 for the beginning of S10', () => {
    expect(countProtocols([result('[S10.1]')], { S1: 1 }).counts).toEqual({ S1: [0, 1] });
  });
});
