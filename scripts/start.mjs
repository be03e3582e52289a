#!/usr/bin/env node
// @ts-check
// `npm start`: sets up what is missing, builds what has changed, opens the window.
import { requireNodeVersion } from './setup/nodeVersion.mjs';

requireNodeVersion();
const { giveUp } = await import('./setup/failure.mjs');
try {
  const { prepare } = await import('./setup/prepare.mjs');
  await prepare({ build: true });
  const { openWindow } = await import('./setup/openWindow.mjs');
  process.exit(await openWindow());
} catch (error) {
  await giveUp(error);
}
