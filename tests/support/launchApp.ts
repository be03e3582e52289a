/** Starts the built app in a real Electron window, as set-up has put it in place, with its own library. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { resolveElectron } from '../../scripts/setup/electronRuntime.mjs';
import { inProject, projectFolder } from '../../scripts/setup/projectFolder.mjs';

const SCREENSHOTS = inProject('test-results', 'screenshots');

export interface LaunchOptions {
  /** A folder with a library to go on with. Without it the app begins empty, and its folder goes when it closes. */
  readonly userDataDirectory?: string;
  /** Console errors that the test provokes. Any other error in the page makes `close` fail. */
  readonly expectedErrors?: RegExp;
  /** What the window shows when it is there; a library unless said otherwise. */
  readonly shows?: 'library' | 'failure';
}

export interface LaunchedApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly userDataDirectory: string;
  /** Keeps a picture of the window as `test-results/screenshots/<name>.png`. */
  readonly screenshot: (name: string) => Promise<void>;
  /** Closes the window, waits for the app to end, and fails when the page complained in between. */
  readonly close: () => Promise<void>;
}

/** Where a running app has its library. */
export function libraryFolder({ userDataDirectory }: LaunchedApp): string {
  return join(userDataDirectory, 'library');
}

/** A folder for a library, for tests that start the app more than once. */
export function userDataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'broadsheet-e2e-'));
}

/** @throws when no window appears within 30 seconds */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const runtime = resolveElectron();
  const userDataDirectory = options.userDataDirectory ?? userDataFolder();
  const electron = await _electron.launch({
    executablePath: runtime.executablePath,
    // Playwright switches the sandbox off by default; here only the runtime decides that.
    chromiumSandbox: true,
    args: [...runtime.args, `--user-data-dir=${userDataDirectory}`, projectFolder],
    env: { ...environment(), ...runtime.env },
    timeout: 30_000,
  });
  const complaints: string[] = [];
  const page = await electron.firstWindow();
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    if (options.expectedErrors?.test(message.text()) !== true) complaints.push(message.text());
  });
  const library = page
    .getByRole('tree')
    .or(page.getByRole('button', { name: 'Start with the sample' }));
  await expect(
    options.shows === 'failure' ? page.getByRole('alert') : library,
    'the library is shown, or why it is not',
  ).toBeVisible({ timeout: 15_000 });
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await electron.close();
    if (options.userDataDirectory === undefined)
      rmSync(userDataDirectory, { recursive: true, force: true });
    expect(complaints, 'errors in the page').toEqual([]);
  };
  return {
    electron,
    page,
    userDataDirectory,
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
    close: () => (closing ??= close()),
  };
}

function environment(): Record<string, string> {
  const defined = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}
