// @ts-check
// What every suite is reduced to, so that suites run by different tools can be counted together.

/**
 * @typedef {object} TestResult
 * @property {string} title the whole title: file or group, then the test
 * @property {boolean} passed false also for a test that was skipped, is still to be written, or was interrupted
 * @property {string} message why it did not pass; empty when it did
 */

/**
 * @typedef {object} SuiteResult
 * @property {string} name
 * @property {TestResult[]} tests at least one: a suite that could not run holds one failed test that says so
 */

/**
 * A test that stands for something outside the tests: a check, a crash, a missing report.
 * @param {string} title
 * @param {string} message why it failed
 * @returns {TestResult}
 */
export function failedTest(title, message) {
  return { title, passed: false, message };
}

/**
 * Counts tests.
 * @param {TestResult[]} tests
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(tests) {
  const passed = tests.filter((test) => test.passed).length;
  return { passed, failed: tests.length - passed };
}

/**
 * What a suite's report comes to, together with how its runner ended: a runner that fails although every test passed has met
 * something no test shows (an error outside a test, a crash), and a suite without tests has proved nothing.
 * @param {string} suite
 * @param {TestResult[] | undefined} tests undefined when there is no report that could be read
 * @param {number} code the runner's exit code
 * @returns {TestResult[]}
 */
export function completeResults(suite, tests, code) {
  if (tests === undefined)
    return [
      failedTest(
        suite,
        `The runner left no report that could be read (exit code ${String(code)}).`,
      ),
    ];
  if (tests.length === 0) return [failedTest(suite, 'The suite holds no tests.')];
  if (code !== 0 && tests.every((test) => test.passed)) {
    return [
      ...tests,
      failedTest(suite, `Every test passed, but the runner ended with exit code ${String(code)}.`),
    ];
  }
  return tests;
}

/**
 * Parses a JSON report.
 * @template T
 * @param {string | undefined} text undefined when there is no report
 * @param {(report: any) => T} read may throw on a report of an unexpected form
 * @returns {T | undefined} undefined when the report is missing, is no JSON or has an unexpected form
 */
export function readReport(text, read) {
  if (text === undefined) return undefined;
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}
