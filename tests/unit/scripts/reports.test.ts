import { describe, expect, test } from 'vitest';
import { chosenSuites } from '../../../scripts/test/chosenSuites.mjs';
import { playwrightTests } from '../../../scripts/test/playwrightReport.mjs';
import { suiteNames } from '../../../scripts/test/suites.mjs';
import { vitestTests } from '../../../scripts/test/vitestReport.mjs';

const passedTitles = (tests: { title: string; passed: boolean }[]): string[] =>
  tests.filter((each) => each.passed).map(({ title }) => title);

describe('vitest’s report', () => {
  const file = (status: string, ...tests: [fullName: string, status: string][]): object => ({
    name: '/tests/a.test.ts',
    status,
    message: 'SyntaxError',
    assertionResults: tests.map(([fullName, of]) => ({ fullName, status: of })),
  });
  const read = (...files: object[]): ReturnType<typeof vitestTests> =>
    vitestTests({ testResults: files as never });

  test('counts nothing as passed but what passed', () => {
    const tests = read(
      file('failed', ['good', 'passed'], ['bad', 'failed'], ['off', 'skipped'], ['later', 'todo']),
    );
    expect(tests).toHaveLength(4);
    expect(passedTitles(tests)).toEqual(['good']);
    expect(tests.every((each) => each.passed || each.message !== '')).toBe(true);
  });

  test('counts a file that could not be run as one failed test', () => {
    expect(read(file('failed'))).toEqual([
      { title: '/tests/a.test.ts', passed: false, message: 'SyntaxError' },
    ]);
  });

  test('counts a file that broke after its tests had passed as one failed test more', () => {
    expect(read(file('failed', ['good', 'passed'])).map((each) => each.passed)).toEqual([
      true,
      false,
    ]);
  });
});

describe('Playwright’s report', () => {
  const spec = (title: string, status: string, results: object[] = [{}]): object => ({
    title,
    tests: [{ status, results }],
  });
  const read = (specs: object[], errors: object[] = []): ReturnType<typeof playwrightTests> =>
    playwrightTests({
      suites: [{ title: 'a.spec.ts', suites: [{ title: 'group', specs }] }] as never,
      errors,
    });

  test('names a test by its file, its groups and its own title', () => {
    expect(passedTitles(read([spec('works', 'expected')]))).toEqual(['a.spec.ts › group › works']);
  });

  test.each(['unexpected', 'flaky', 'skipped'])('a test that was %s did not pass', (status) => {
    const [test] = read([spec('x', status)]);
    expect(test?.passed).toBe(false);
    expect(test?.message).not.toBe('');
  });

  test('a test that never began did not pass', () => {
    expect(read([spec('x', 'expected', [])])[0]?.passed).toBe(false);
  });

  test('an error outside the tests is a failed test, shown without colours', () => {
    expect(read([], [{ message: '\u001b[31mno browser\u001b[39m' }])).toEqual([
      { title: 'outside the tests', passed: false, message: 'no browser' },
    ]);
  });
});

describe('the suites asked for', () => {
  test('are all of them when nothing is asked for', () => {
    expect(chosenSuites([])).toEqual(suiteNames);
  });

  test('run in their own order, each once', () => {
    expect(chosenSuites(['unit', 'lint', 'unit'])).toEqual(['lint', 'unit']);
  });

  test('must exist', () => {
    expect(() => chosenSuites(['unit', 'units'])).toThrow(/units/);
  });
});
