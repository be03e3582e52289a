import { describe, expect, test } from 'vitest';
import {
  completeResults,
  countTests,
  failedTest,
  readReport,
} from '../../../scripts/test/testResult.mjs';

const passed = { title: 'works', passed: true, message: '' };
const failed = failedTest('breaks', 'because');

test('tests are counted', () => {
  expect(countTests([passed, failed, passed])).toEqual({ passed: 2, failed: 1 });
  expect(countTests([])).toEqual({ passed: 0, failed: 0 });
});

describe('a suite', () => {
  test('is what its report says', () => {
    expect(completeResults('unit', [passed, failed], 1)).toEqual([passed, failed]);
    expect(completeResults('unit', [passed], 0)).toEqual([passed]);
  });

  test.each([
    ['left no report', undefined, 0],
    ['left no report and crashed', undefined, 134],
    ['holds no tests', [], 0],
  ])('that %s is one failed test', (_what, tests, code) => {
    expect(countTests(completeResults('unit', tests, code))).toEqual({ passed: 0, failed: 1 });
  });

  test('whose runner failed although every test passed has one failed test more', () => {
    expect(countTests(completeResults('unit', [passed], 1))).toEqual({ passed: 1, failed: 1 });
  });
});

describe('a report', () => {
  const titles = (report: { tests: string[] }): number => report.tests.map((title) => title).length;

  test('is parsed and read', () => {
    expect(readReport('{"tests":["a","b"]}', titles)).toBe(2);
  });

  test.each([undefined, '', '{"tests":', '[]', 'null', '{"tests":5}'])(
    '%s cannot be read',
    (text) => {
      expect(readReport(text, titles)).toBeUndefined();
    },
  );
});
