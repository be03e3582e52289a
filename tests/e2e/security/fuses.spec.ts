/** Item 19 of protocol A1: what whoever starts the app can make its binary do. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { FuseV1Options } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { releaseFuses } from '../../../scripts/release/fuses.mjs';
import { resolveElectron } from '../../../scripts/setup/electronRuntime.mjs';
import { withFusedApp } from '../../support/fusedApp';

test('[A1.19] with the fuses of a release the app works, and runs nothing else', async () => {
  expect(releaseFuses).toEqual({
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
    [FuseV1Options.WasmTrapHandlers]: true,
  });
  await withFusedApp(async ({ page, said }) => {
    await expect(page.getByRole('button', { name: 'Start with the sample' })).toBeVisible();
    expect(page.url()).toBe('app://bundle/index.html');
    expect(said()).not.toMatch(/Debugger listening|attack\.cjs/);
  });
});

test('control: without those fuses the same binary runs any code', async () => {
  const { executablePath } = resolveElectron();
  const { stdout } = await promisify(execFile)(
    executablePath,
    ['-e', 'process.stdout.write("run")'],
    {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    },
  );
  expect(stdout).toBe('run');
});
