// @ts-check
// Every suite of `npm test`: how it is run and how its result is read.
import path from 'node:path';
import { inProject } from '../setup/projectFolder.mjs';
import { playwrightTests } from './playwrightReport.mjs';
import { vitestTests } from './vitestReport.mjs';

/**
 * @typedef {object} Suite
 * @property {string} name
 * @property {'checks' | 'tests' | 'window'} lane checks and tests run side by side, one after the other within each; the window
 *   comes last and alone, because other work on the machine would disturb its times
 * @property {string[]} tool the tool's file in node_modules, then its parameters
 * @property {(report: any) => import('./testResult.mjs').TestResult[]} [read] reads its JSON report; without it the whole suite is
 *   one test, which passes when the tool ends with exit code 0
 * @property {NodeJS.ProcessEnv} [environment] what is added to the environment
 */

/** @param {string} suite @returns {string} where a suite's JSON report goes */
export function reportFile(suite) {
  return inProject('test-results', `${suite}.json`);
}

/** @param {string} suite @returns {string} where a suite's whole output goes */
export function logFile(suite) {
  return inProject('test-results', `${suite}.log`);
}

/** @param {string} name @returns {Suite} */
function vitest(name) {
  const parameters = [
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportFile(name)}`,
  ];
  return { name, lane: 'tests', tool: ['vitest/vitest.mjs', ...parameters], read: vitestTests };
}

/** The suite that builds the application; it is run by set-up's own builder. */
export const buildSuite = 'build';

/** @type {Suite[]} */
export const suites = [
  {
    name: 'format',
    lane: 'checks',
    tool: ['prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  },
  { name: 'lint', lane: 'checks', tool: ['eslint/bin/eslint.js', '.', '--max-warnings', '0'] },
  {
    name: 'imports',
    lane: 'checks',
    tool: [
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      'src',
      '--config',
      '.dependency-cruiser.cjs',
    ],
  },
  { name: 'unused', lane: 'checks', tool: ['knip/bin/knip.js', '--no-progress'] },
  { name: 'types', lane: 'checks', tool: ['typescript/bin/tsc', '-b', '--pretty', 'false'] },
  vitest('unit'),
  vitest('component'),
  vitest('integration'),
  {
    name: 'e2e',
    lane: 'window',
    // Playwright empties its output folder at the start, so that folder must not be the one with everybody's reports.
    tool: [
      '@playwright/test/cli.js',
      'test',
      '--reporter=list,json',
      '--output',
      path.join('test-results', 'e2e'),
    ],
    read: playwrightTests,
    environment: { PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile('e2e') },
  },
];

/** Every suite's name, in the order they are shown. */
export const suiteNames = [buildSuite, ...suites.map((suite) => suite.name)];
