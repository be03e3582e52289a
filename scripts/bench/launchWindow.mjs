// @ts-check
// Starts an Electron application for a benchmark, with a profile of its own.
import { _electron } from '@playwright/test';
import { resolveElectron } from '../setup/electronRuntime.mjs';

export const runtime = resolveElectron();

/**
 * @param {string} application folder of the application
 * @param {string} profile folder of its data
 * @param {{ name: string } | undefined} display a virtual one, where there is no other
 */
export async function launchWindow(application, profile, display) {
  const spawnedAt = Date.now();
  const running = await _electron.launch({
    executablePath: runtime.executablePath,
    args: [...runtime.args, `--user-data-dir=${profile}`, application],
    env: /** @type {Record<string, string>} */ ({
      ...process.env,
      ...runtime.env,
      ...(display === undefined ? {} : { DISPLAY: display.name }),
    }),
    chromiumSandbox: true,
  });
  return { running, page: await running.firstWindow(), spawnedAt };
}
