// @ts-check
// The kills and power cuts of the tests again, at other places: each seed chooses others.
import { projectEnvironment, projectNode } from '../setup/projectNode.mjs';
import { inProject } from '../setup/projectFolder.mjs';
import { runCommand } from '../setup/runCommand.mjs';

const seeds = [1, 2, 3, 4, 5];
const longest = 20 * 60 * 1000;
const tests = ['killedWriter', 'tornLog'].map(
  (name) => `tests/integration/durability/${name}.test.ts`,
);

/**
 * Runs them one seed after the other.
 * @returns {Promise<string[]>} the seeds that lost something, in words
 */
export async function lossesWithOtherSeeds() {
  const losses = [];
  for (const seed of seeds) {
    const { code } = await runCommand(
      projectNode(),
      [inProject('node_modules', 'vitest/vitest.mjs'), 'run', '--project', 'integration', ...tests],
      {
        environment: { ...projectEnvironment(), BROADSHEET_SEED: String(seed) },
        logFile: inProject('test-results', `durability-${String(seed)}.log`),
        timeLimit: longest,
      },
    );
    if (code !== 0) losses.push(`kills and power cuts with seed ${String(seed)}`);
  }
  return losses;
}
