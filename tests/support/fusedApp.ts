/** The app in a copy of Electron whose fuses are set as a release's are. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { chromium, type Page } from '@playwright/test';
import { releaseFuses } from '../../scripts/release/fuses.mjs';
import { resolveElectron } from '../../scripts/setup/electronRuntime.mjs';
import { projectFolder } from '../../scripts/setup/projectFolder.mjs';

/** What an attacker who may set variables and arguments would try. */
const HOSTILE_ENVIRONMENT = {
  ELECTRON_RUN_AS_NODE: '1',
  NODE_OPTIONS: '--require=/nowhere/attack.cjs',
};
const HOSTILE_ARGUMENTS = ['--inspect=0'];

export interface FusedRun {
  readonly page: Page;
  /** All it has written to its standard error so far. */
  readonly said: () => string;
}

/** Starts it with a hostile environment, lets the test look at its window, and clears everything away. */
export async function withFusedApp(look: (run: FusedRun) => Promise<void>): Promise<void> {
  const runtime = resolveElectron();
  const folder = mkdtempSync(join(tmpdir(), 'broadsheet-fused-'));
  const executable = copyWithFuses(runtime.executablePath, folder);
  await setFuses(executable);
  const child = spawn(
    executable,
    [
      ...runtime.args,
      ...HOSTILE_ARGUMENTS,
      '--remote-debugging-port=0',
      `--user-data-dir=${join(folder, 'profile')}`,
      projectFolder,
    ],
    { env: { ...process.env, ...runtime.env, ...HOSTILE_ENVIRONMENT } },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    let said = '';
    const address = await new Promise<string>((resolve, reject) => {
      child.stderr.on('data', (bytes: Buffer) => {
        said += bytes.toString('utf8');
        const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
        if (found !== undefined) resolve(found);
      });
      child.once('exit', () => {
        reject(new Error(`It ended without a window: ${said}`));
      });
    });
    const browser = await chromium.connectOverCDP(address);
    const [context] = browser.contexts();
    const page = context?.pages()[0] ?? (await context!.waitForEvent('page'));
    await look({ page, said: () => said });
    await browser.close();
  } finally {
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything beside the executable stays where it is; only that has fuses. */
function copyWithFuses(original: string, folder: string): string {
  for (const name of readdirSync(dirname(original))) {
    const target = join(folder, name);
    if (name === basename(original)) copyFileSync(original, target);
    else symlinkSync(join(dirname(original), name), target);
  }
  return join(folder, basename(original));
}

async function setFuses(executable: string): Promise<void> {
  const present = Object.keys(await getCurrentFuseWire(executable));
  const fuses = Object.entries(releaseFuses).filter(([fuse]) => present.includes(fuse));
  await flipFuses(executable, {
    version: FuseVersion.V1,
    ...Object.fromEntries(fuses),
    // The app is started from its folder here; only a release is packed.
    [FuseV1Options.OnlyLoadAppFromAsar]: false,
  });
}
