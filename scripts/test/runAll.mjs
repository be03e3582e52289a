// @ts-check
// Runs the chosen suites and adds them up. The build comes first, because tests start what it makes; then checks and tests side by
// side; then the real window, alone.
import { mkdirSync, writeFileSync } from 'node:fs';
import { ensureBuilt } from '../setup/applicationBuild.mjs';
import { say } from '../setup/progress.mjs';
import { inProject } from '../setup/projectFolder.mjs';
import { lacksDisplay, startVirtualDisplay } from '../setup/virtualDisplay.mjs';
import { countProtocols } from './protocolCount.mjs';
import { protocolRows } from './protocolRows.mjs';
import { runBuildSuite, runSuite } from './runSuite.mjs';
import { buildSuite, suiteNames, suites } from './suites.mjs';
import { countTests, failedTest } from './testResult.mjs';

const protocolsFile = inProject('test-results', 'protocols.json');

/** @typedef {import('./testResult.mjs').SuiteResult} SuiteResult */

/**
 * Runs suites. A full run writes `test-results/protocols.json`.
 * @param {string[]} names names of suites
 * @returns {Promise<{ passed: number, failed: number }>} over all of them; in a full run a protocol's missing cases count as failed
 */
export async function runAll(names) {
  mkdirSync(inProject('test-results'), { recursive: true });
  const results = names.includes(buildSuite) ? [await runBuildSuite()] : [];
  const inLane = (/** @type {string} */ lane) =>
    suites.filter((suite) => suite.lane === lane && names.includes(suite.name));
  const sideBySide = await Promise.all([runInTurn(inLane('checks')), runInTurn(inLane('tests'))]);
  results.push(
    ...sideBySide.flat(),
    ...(await runWindowSuites(inLane('window'), names.includes(buildSuite))),
  );
  return summary(results, names.length === suiteNames.length);
}

/** @param {import('./suites.mjs').Suite[]} chosen @param {NodeJS.ProcessEnv} [environment] */
async function runInTurn(chosen, environment = {}) {
  /** @type {SuiteResult[]} */
  const results = [];
  for (const suite of chosen) results.push(await runSuite(suite, environment));
  return results;
}

/** @param {import('./suites.mjs').Suite[]} chosen @param {boolean} isBuilt @returns {Promise<SuiteResult[]>} */
async function runWindowSuites(chosen, isBuilt) {
  if (chosen.length === 0) return [];
  try {
    if (!isBuilt) await ensureBuilt();
    if (!lacksDisplay()) return await runInTurn(chosen);
    const display = await startVirtualDisplay();
    try {
      return await runInTurn(chosen, { DISPLAY: display.name });
    } finally {
      display.stop();
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    say(`The window could not be tested: ${message}`);
    return chosen.map(({ name }) => ({ name, tests: [failedTest(name, message)] }));
  }
}

/** @param {SuiteResult[]} results @param {boolean} complete whether every suite was run */
function summary(results, complete) {
  const tests = results.flatMap((result) => result.tests);
  const { counts, missing } = countProtocols(tests, protocolRows);
  if (complete) writeFileSync(protocolsFile, `${JSON.stringify(counts, null, 2)}\n`);
  for (const [protocol, [passed, demanded]] of Object.entries(counts)) {
    // A partial run says nothing of the protocols whose tests were not run.
    if (complete || passed > 0) say(`${protocol} ${String(passed)}/${String(demanded)}`);
  }
  const { passed, failed } = countTests(tests);
  if (!complete)
    say(`Only these suites were run: ${results.map((result) => result.name).join(', ')}.`);
  else if (missing > 0)
    say(`${String(missing)} cases of the protocols above have no test; they count as failed.`);
  return { passed, failed: failed + (complete ? missing : 0) };
}
