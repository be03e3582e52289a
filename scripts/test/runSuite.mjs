// @ts-check
// Runs one suite and says how it went.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { build } from '../setup/applicationBuild.mjs';
import { say } from '../setup/progress.mjs';
import { projectEnvironment, projectNode } from '../setup/projectNode.mjs';
import { inProject } from '../setup/projectFolder.mjs';
import { runCommand } from '../setup/runCommand.mjs';
import { buildSuite, logFile, reportFile } from './suites.mjs';
import { completeResults, countTests, failedTest, readReport } from './testResult.mjs';

const longest = 30 * 60 * 1000;
const linesOfOutput = 30;
const linesOfMessage = 15;

/**
 * Runs a suite, prints its counts and what failed.
 * @param {import('./suites.mjs').Suite} suite
 * @param {NodeJS.ProcessEnv} [extra] what is added to the environment, for example a display
 * @returns {Promise<import('./testResult.mjs').SuiteResult>}
 */
export async function runSuite(suite, extra = {}) {
  const began = Date.now();
  rmSync(reportFile(suite.name), { force: true });
  const [file = '', ...parameters] = suite.tool;
  const { code, output } = await runCommand(
    projectNode(),
    [inProject('node_modules', file), ...parameters],
    {
      environment: { ...plainEnvironment(), ...suite.environment, ...extra },
      logFile: logFile(suite.name),
      timeLimit: longest,
    },
  );
  const tests =
    suite.read === undefined
      ? checkResult(suite.name, code)
      : completeResults(suite.name, readTests(suite.name, suite.read), code);
  return report({ name: suite.name, tests }, output, began);
}

/**
 * Builds the application, as the suite that counts as one test.
 * @returns {Promise<import('./testResult.mjs').SuiteResult>}
 */
export async function runBuildSuite() {
  const began = Date.now();
  const { code, output } = await build(logFile(buildSuite));
  return report({ name: buildSuite, tests: checkResult(buildSuite, code) }, output, began);
}

/** @param {string} name @param {number} code */
function checkResult(name, code) {
  return [
    code === 0
      ? { title: name, passed: true, message: '' }
      : failedTest(name, `The tool ended with exit code ${String(code)}.`),
  ];
}

/** @param {string} name @param {NonNullable<import('./suites.mjs').Suite['read']>} read */
function readTests(name, read) {
  return readReport(
    existsSync(reportFile(name)) ? readFileSync(reportFile(name), 'utf8') : undefined,
    read,
  );
}

/**
 * @param {import('./testResult.mjs').SuiteResult} result
 * @param {string} output
 * @param {number} began milliseconds since 1970
 */
function report(result, output, began) {
  const { passed, failed } = countTests(result.tests);
  // All lines of a suite in one piece: two lanes print at the same time.
  const lines = [
    `${result.name.padEnd(12)} ${String(passed)} passed, ${String(failed)} failed (${((Date.now() - began) / 1000).toFixed(1)} s)`,
  ];
  if (failed > 0) {
    lines.push(
      ...output
        .trimEnd()
        .split('\n')
        .slice(-linesOfOutput)
        .map((line) => `  | ${line}`),
      `  | (all of it in test-results/${result.name}.log)`,
    );
    for (const test of result.tests.filter((candidate) => !candidate.passed)) {
      lines.push(
        `  FAILED ${test.title}`,
        ...test.message
          .split('\n')
          .slice(0, linesOfMessage)
          .map((line) => `    ${line}`),
      );
    }
  }
  say(lines.join('\n'));
  return result;
}

/** @returns {NodeJS.ProcessEnv} one in which no tool uses colours or another language */
function plainEnvironment() {
  const environment = {
    ...projectEnvironment(),
    NO_COLOR: '1',
    LC_ALL: 'C.UTF-8',
    LANG: 'C.UTF-8',
  };
  // Node complains when it is told both.
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => name !== 'FORCE_COLOR' && name !== 'CLICOLOR_FORCE',
    ),
  );
}
