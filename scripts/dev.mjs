#!/usr/bin/env node
// @ts-check
// `npm run dev`: builds again after every change of a source and opens the window anew with the result. It needs a display.
import { requireNodeVersion } from './setup/nodeVersion.mjs';

requireNodeVersion();
const { giveUp, SetupFailure } = await import('./setup/failure.mjs');
try {
  const { prepare } = await import('./setup/prepare.mjs');
  await prepare({ build: true });
  const { lacksDisplay } = await import('./setup/virtualDisplay.mjs');
  if (lacksDisplay()) {
    throw new SetupFailure(
      'This machine has no display to open a window on.',
      'Use "npm start", which takes a picture of the window instead.',
    );
  }
  const { rebuildOnChange } = await import('./setup/rebuildOnChange.mjs');
  await rebuildOnChange();
} catch (error) {
  await giveUp(error);
}
