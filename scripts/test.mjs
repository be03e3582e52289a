#!/usr/bin/env node
// @ts-check
// `npm test`: sets up what is missing, runs every suite, and ends with "N passed, N failed". `npm test -- unit e2e` runs only those.
// What could not run counts as failed.
import { requireNodeVersion } from './setup/nodeVersion.mjs';

requireNodeVersion();
const { endProcess, giveUp } = await import('./setup/failure.mjs');
try {
  const { chosenSuites } = await import('./test/chosenSuites.mjs');
  const chosen = chosenSuites(process.argv.slice(2));
  const { prepare } = await import('./setup/prepare.mjs');
  await prepare({ build: false, forTests: true });
  const { runAll } = await import('./test/runAll.mjs');
  const { passed, failed } = await runAll(chosen);
  await endProcess(`${String(passed)} passed, ${String(failed)} failed\n`, failed > 0 ? 1 : 0);
} catch (error) {
  await giveUp(error, '0 passed, 1 failed');
}
