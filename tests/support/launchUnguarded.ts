/** Starts Electron without the app's guards, as the control of a security test: what is refused in the app must happen here. */
import { rmSync } from 'node:fs';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { resolveElectron } from '../../scripts/setup/electronRuntime.mjs';
import { inProject } from '../../scripts/setup/projectFolder.mjs';
import { userDataFolder } from './launchApp';

export interface UnguardedApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** @param address what the one window shows; loopback is all it can reach */
export async function launchUnguarded(address: string): Promise<UnguardedApp> {
  const runtime = resolveElectron();
  const folder = userDataFolder();
  const electron = await _electron.launch({
    executablePath: runtime.executablePath,
    chromiumSandbox: true,
    args: [
      ...runtime.args,
      `--user-data-dir=${folder}`,
      inProject('tests', 'support', 'unguardedApplication'),
    ],
    timeout: 30_000,
  });
  const page = await electron.firstWindow();
  await page.goto(address);
  return {
    electron,
    page,
    close: async () => {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
