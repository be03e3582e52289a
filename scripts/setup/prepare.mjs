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
} from './systemLibraries.mjs';
import { lacksDisplay } from './virtualDisplay.mjs';

/**
 * Sets everything up. It comes back only in the project's own Node: in another one the script is started again in that Node.
 * @param {{ build: boolean }} options whether the application is built too
 * @returns {Promise<void>}
 * @throws {import('./failure.mjs').SetupFailure} when a step fails
 */
export async function prepare({ build }) {
  endWithParent();
  await Promise.all([ensureNpmPackages(), prepareSystem()]);
  await ensureProjectNode();
  await continueInProjectNode();
  // Only now are there packages, which these steps use.
  const { ensureElectron } = await import('./chooseRuntime.mjs');
  await Promise.all([ensureElectron(), ...(build ? [ensureBuilt()] : [])]);
}

async function prepareSystem() {
  await ensureSystemPackages([...libraryNeeds, ...(lacksDisplay() ? displayNeeds : [])]);
  if (lacksDisplay()) await offerFonts();
}
