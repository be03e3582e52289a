// @ts-check
// Reads Playwright's JSON report.
import { withoutColours } from '../setup/withoutColours.mjs';
import { failedTest } from './testResult.mjs';

/**
 * The part of the report that is read.
 * @typedef {object} PlaywrightReport
 * @property {PlaywrightSuite[]} suites
 * @property {{ message?: string }[]} [errors] errors outside any test
 *
 * @typedef {object} PlaywrightSuite
 * @property {string} title
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: PlaywrightTest[] }[]} [specs]
 *
 * @typedef {object} PlaywrightTest
 * @property {string} status "expected", "unexpected", "flaky" or "skipped"
 * @property {{ status?: string, errors?: { message?: string }[], error?: { message?: string } }[]} results one for each attempt
 */

/**
 * The tests of a report. A test that needed a second attempt did not pass: what fails sometimes is broken.
 * @param {PlaywrightReport} report
 * @returns {import('./testResult.mjs').TestResult[]}
 */
export function playwrightTests(report) {
  const outside = (report.errors ?? []).map((error) =>
    failedTest('outside the tests', clean(error.message)),
  );
  return [...report.suites.flatMap((suite) => suiteTests(suite, [])), ...outside];
}

/** @param {PlaywrightSuite} suite @param {string[]} groups @returns {import('./testResult.mjs').TestResult[]} */
function suiteTests(suite, groups) {
  const inside = [...groups, suite.title];
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => {
      // "expected" without a result is a test that never began.
      const passed = test.status === 'expected' && test.results.length > 0;
      return {
        title: [...inside, spec.title].join(' › '),
        passed,
        message: passed ? '' : messageOf(test),
      };
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => suiteTests(inner, inside))];
}

/** @param {PlaywrightTest} test */
function messageOf(test) {
  const messages = test.results
    .flatMap(({ errors, error }) => errors ?? (error === undefined ? [] : [error]))
    .map((error) => clean(error.message));
  const note =
    test.status === 'flaky'
      ? 'It passed only at a later attempt.'
      : `It did not run (${test.results.at(-1)?.status ?? test.status}).`;
  return messages.length > 0 && test.status !== 'flaky'
    ? messages.join('\n')
    : [note, ...messages].join('\n');
}

/** @param {string | undefined} message */
function clean(message) {
  return withoutColours(message ?? 'No message.');
}
