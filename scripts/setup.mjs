#!/usr/bin/env node
// @ts-check
// `npm run setup`: everything that `npm start` does before it opens the window.
import { requireNodeVersion } from './setup/nodeVersion.mjs';

requireNodeVersion();
const { giveUp } = await import('./setup/failure.mjs');
try {
  const { prepare } = await import('./setup/prepare.mjs');
  await prepare({ build: true });
  process.stdout.write('Everything is set up.\n');
} catch (error) {
  await giveUp(error);
}
