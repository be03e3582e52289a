// @ts-check
// The loop of development: a source changes, the application is built, the window opens anew. The window always shows a real build,
// so what is seen here is what is tested.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { ensureBuilt } from './applicationBuild.mjs';
import { resolveElectron } from './electronRuntime.mjs';
import { failureText } from './failure.mjs';
import { say } from './progress.mjs';
import { inProject, projectFolder } from './projectFolder.mjs';

// Editors save several files at once: milliseconds to wait for the last of them.
const settlesWithin = 200;

/**
 * Opens the window, and again after every change, until this process is ended. A build that fails is shown and leaves the window
 * as it is.
 * @returns {Promise<never>}
 */
export async function rebuildOnChange() {
  const runtime = resolveElectron();
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let window;
  process.on('exit', () => window?.kill());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));

  let changed = true;
  watch(inProject('src'), { recursive: true }, () => {
    changed = true;
  });
  for (;;) {
    await setTimeout(settlesWithin);
    if (!changed) continue;
    changed = false;
    try {
      await ensureBuilt();
    } catch (error) {
      say(failureText(error));
      continue;
    }
    await closed(window);
    window = spawn(runtime.executablePath, [...runtime.args, projectFolder], {
      stdio: 'inherit',
      env: { ...process.env, ...runtime.env },
    });
    say('The window shows the current sources; it opens anew when they change.');
  }
}

/** @param {import('node:child_process').ChildProcess | undefined} window only one Broadsheet runs at a time, so it must be gone */
async function closed(window) {
  if (window === undefined || window.exitCode !== null || window.signalCode !== null) return;
  const gone = new Promise((resolve) => window.on('exit', resolve));
  window.kill();
  await gone;
}
