// @ts-check
import { FuseV1Options } from '@electron/fuses';

/**
 * The switches inside the Electron binary as a release must have them, every one decided and none left to a default: the binary
 * runs this app and nothing else, whatever the environment or the command line says.
 * @type {Record<FuseV1Options, boolean>}
 */
export const releaseFuses = {
  // With any of these three, whoever starts the app could make it run code of their own.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // Pages come by the app's own scheme, so files need no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};
