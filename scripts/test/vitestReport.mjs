// @ts-check
// Reads vitest's JSON report.
import { failedTest } from './testResult.mjs';

/**
 * The part of the report that is read.
 * @typedef {object} VitestReport
 * @property {VitestFile[]} testResults
 *
 * @typedef {object} VitestFile
 * @property {string} name the test file
 * @property {string} status
 * @property {string} [message] what broke the file itself, for example an import that failed
 * @property {{ fullName: string, status: string, failureMessages?: string[] | null }[]} assertionResults
 */

/**
 * The tests of a report. A file that broke before it had any result counts as one failed test.
 * @param {VitestReport} report
 * @returns {import('./testResult.mjs').TestResult[]}
 */
export function vitestTests(report) {
  return report.testResults.flatMap((file) => {
    const tests = file.assertionResults.map((test) => ({
      title: test.fullName,
      passed: test.status === 'passed',
      message: messageOf(test.status, test.failureMessages ?? []),
    }));
    const brokeItself = file.status !== 'passed' && tests.every((test) => test.passed);
    return brokeItself
      ? [...tests, failedTest(file.name, file.message || 'The file could not be run.')]
      : tests;
  });
}

/** @param {string} status @param {string[]} failures */
function messageOf(status, failures) {
  if (status === 'passed') return '';
  return failures.length > 0 ? failures.join('\n') : `It did not run (${status}).`;
}
