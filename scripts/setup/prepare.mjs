// @ts-check
// All of set-up, in order. Each step looks first whether there is anything to do, so a second run takes about a second.
import { ensureBuilt } from './applicationBuild.mjs';
import { endWithParent } from './endWithParent.mjs';
import { ensureNpmPackages } from './npmPackages.mjs';
import { continueInProjectNode, ensureProjectNode } from './projectNode.mjs';
import {
  displayNeeds,
  ensureSystemPackages,
  libraryNeeds,
  offerFonts,
  testNeeds,
} from './systemLibraries.mjs';
import { lacksDisplay } from './virtualDisplay.mjs';

/**
 * Sets everything up. It comes back only in the project's own Node: in another one the script is started again in that Node.
 * @param {{ build: boolean, forTests?: boolean }} options whether the application is built too, and whether what only tests use is
 *   needed
 * @returns {Promise<void>}
 * @throws {import('./failure.mjs').SetupFailure} when a step fails
 */
export async function prepare({ build, forTests = false }) {
  endWithParent();
  await Promise.all([ensureNpmPackages(), prepareSystem(forTests)]);
  await ensureProjectNode();
  await continueInProjectNode();
  // Only now are there packages, which these steps use.
  const { ensureElectron } = await import('./chooseRuntime.mjs');
  await Promise.all([ensureElectron(), ...(build ? [ensureBuilt()] : [])]);
}

/** @param {boolean} forTests */
async function prepareSystem(forTests) {
  await ensureSystemPackages([
    ...libraryNeeds,
    ...(lacksDisplay() ? displayNeeds : []),
    ...(forTests ? testNeeds : []),
  ]);
  if (lacksDisplay()) await offerFonts();
}
