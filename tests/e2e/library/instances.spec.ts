/** Two apps on one profile, and one app on a profile that cannot be written. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { resolveElectron } from '../../../scripts/setup/electronRuntime.mjs';
import { projectFolder } from '../../../scripts/setup/projectFolder.mjs';
import { valueOf } from '../../support/bridgeCalls';
import { launchApp, libraryFolder, userDataFolder } from '../../support/launchApp';
import { mountSmallDisk } from '../../support/smallDisk';
import type { LibraryState } from '../../../src/shared/model';

const LOCK = 'SingletonLock';

/** Starts the app as a person does who clicks on it again. @returns its exit code. */
function startAgain(userData: string): Promise<number | null> {
  const runtime = resolveElectron();
  const child: ChildProcess = spawn(
    runtime.executablePath,
    [...runtime.args, `--user-data-dir=${userData}`, projectFolder],
    { env: { ...process.env, ...runtime.env }, stdio: 'ignore' },
  );
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('The second app goes on.'));
    }, 15_000);
    child.once('exit', (code) => {
      clearTimeout(late);
      resolve(code);
    });
  });
}

/** Kills the app as a power switch would. */
async function kill(userData: string, id: number | undefined): Promise<void> {
  if (id === undefined) throw new Error('There is no process.');
  process.kill(id, 'SIGKILL');
  await expect
    .poll(() => {
      try {
        process.kill(id, 0);
        return 'there';
      } catch {
        return 'gone';
      }
    })
    .toBe('gone');
  expect(readlinkSync(join(userData, LOCK))).toContain('-');
}

test.describe('an app that is started twice', () => {
  test('[D10.1] brings the first to the front, and the second ends with a code of its own', async () => {
    const first = await launchApp();
    try {
      await first.electron.evaluate(({ BrowserWindow }) => {
        BrowserWindow.getAllWindows()[0]?.minimize();
      });
      expect(await startAgain(first.userDataDirectory)).toBe(1);
      const windows = await first.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      );
      expect(windows).toEqual([false]);
      // It is the one that writes, and it still does.
      await valueOf(first.page, 'settings.update', { change: { listWidth: 321 } });
    } finally {
      await first.close();
    }
  });

  test('[D10.2] takes the lock of one that was killed, also under another name of the machine or the number of another program', async () => {
    const folder = userDataFolder();
    try {
      const first = await launchApp({ userDataDirectory: folder, expectedErrors: /./ });
      await kill(folder, first.electron.process().pid);
      for (const stale of [null, 'another-machine-4711', `${machine()}-1`]) {
        if (stale !== null) {
          rmSync(join(folder, LOCK), { force: true });
          symlinkSync(stale, join(folder, LOCK));
        }
        const next = await launchApp({ userDataDirectory: folder, expectedErrors: /./ });
        await valueOf(next.page, 'settings.update', { change: { listWidth: 322 } });
        await kill(folder, next.electron.process().pid);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test.describe('a profile that cannot be written', () => {
  test('[D10.6] is opened, though nobody gets its lock, and says that changes are not kept', async () => {
    const disk = mountSmallDisk('tmpfs', 64);
    try {
      const made = await launchApp();
      await made.page.getByRole('button', { name: 'Start with the sample' }).click();
      await expect(made.page.getByRole('tree')).toBeVisible();
      const folder = join(disk.directory, 'profile');
      mkdirSync(folder);
      await made.electron.evaluate(({ app }) => {
        app.quit();
      });
      await made.electron.waitForEvent('close').catch(() => undefined);
      cpSync(libraryFolder(made), join(folder, 'library'), { recursive: true });
      rmSync(made.userDataDirectory, { recursive: true, force: true });
      execFileSync('mount', ['-o', 'remount,ro', disk.directory], { stdio: 'pipe' });

      const reader = await launchApp({ userDataDirectory: folder });
      const banner = reader.page.getByLabel('About your library');
      await expect(banner).toContainText('changes will not be kept');
      const state = await valueOf<LibraryState>(reader.page, 'library.state', {});
      expect(state.temporary).toBe('read-only');
      await expect(reader.page.getByRole('listbox').getByRole('option').first()).toBeVisible();
      await reader.screenshot('library-read-only');
      await reader.close();
    } finally {
      disk.unmount();
    }
  });
});

function machine(): string {
  return execFileSync('hostname', { encoding: 'utf8' }).trim();
}
