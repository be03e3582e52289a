// @ts-check
// Opens the application's window and stays until it is closed. Without a display the window opens on a virtual one.
import { spawn } from 'node:child_process';
import { resolveElectron } from './electronRuntime.mjs';
import { SetupFailure } from './failure.mjs';
import { say } from './progress.mjs';
import { projectFolder } from './projectFolder.mjs';
import { sandboxProblem } from './sandbox.mjs';
import { lacksDisplay, startVirtualDisplay } from './virtualDisplay.mjs';
import { openAndPhotograph } from './windowPicture.mjs';

/**
 * Opens the window. With BROADSHEET_START_ONCE=1 it is closed again as soon as a picture of it was taken.
 * @returns {Promise<number>} the exit code, once the window is closed
 * @throws {SetupFailure} when no window appears
 */
export async function openWindow() {
  const runtime = resolveElectron();
  const problem = sandboxProblem(runtime.executablePath);
  if (runtime.fallback) {
    say(`Running on Electron ${runtime.version}, the stand-in for development and a first look.`);
  }
  if (problem !== undefined) say(`Running without Chromium's sandbox because ${problem}.`);
  const once = process.env.BROADSHEET_START_ONCE === '1';
  if (!lacksDisplay()) {
    return once
      ? await openAndPhotograph(runtime, process.env, once)
      : await openOnDisplay(runtime);
  }
  const display = await startVirtualDisplay();
  say(`This machine has no display: the window opens on a virtual one (${display.name}).`);
  try {
    return await openAndPhotograph(runtime, { ...process.env, DISPLAY: display.name }, once);
  } finally {
    display.stop();
  }
}

/** @param {import('./electronRuntime.mjs').ElectronRuntime} runtime @returns {Promise<number>} */
function openOnDisplay(runtime) {
  say('Opening the window.');
  return new Promise((resolve, reject) => {
    const child = spawn(runtime.executablePath, [...runtime.args, projectFolder], {
      stdio: 'inherit',
      env: { ...process.env, ...runtime.env },
    });
    // A terminal sends Ctrl-C to both; this process waits for the window to close in good order.
    process.on('SIGINT', () => {});
    for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => child.kill(signal));
    }
    child.on('error', (error) => {
      const sentence = `Electron could not be started (${error.message}).`;
      reject(new SetupFailure(sentence, 'Run "npm run setup", then try again.'));
    });
    child.on('exit', (code) => {
      if (code === null || code === 0) resolve(0);
      else reject(endedEarly(code));
    });
  });
}

/** @param {number} code */
function endedEarly(code) {
  return new SetupFailure(
    `Broadsheet ended by itself (exit code ${String(code)}).`,
    'Close any other Broadsheet that is open, then run the command again.',
  );
}
