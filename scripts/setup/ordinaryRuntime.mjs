// @ts-check
// The Electron named in package.json. Its package carries no binary and fetches it when first asked; here that is done with visible
// progress and a quick "no" where its place of publication cannot be reached.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { SetupFailure } from './failure.mjs';
import { megabytes } from './progress.mjs';
import { projectNode } from './projectNode.mjs';
import { inProject } from './projectFolder.mjs';
import { lastLine, runCommand } from './runCommand.mjs';

// Milliseconds.
const firstByteWithin = 15_000;
const nextByteWithin = 30_000;

/** @returns {string} the version of the installed package, for example "45.4.1" */
export function ordinaryVersion() {
  return JSON.parse(readFileSync(inProject('node_modules', 'electron', 'package.json'), 'utf8'))
    .version;
}

/** @returns {string | undefined} the executable, absolute; undefined while it is not, or not wholly, there */
export function ordinaryExecutable() {
  const pathFile = inProject('node_modules', 'electron', 'path.txt');
  const versionFile = inProject('node_modules', 'electron', 'dist', 'version');
  // The package writes path.txt last, so an interrupted unpacking is seen as missing.
  if (!existsSync(pathFile) || !existsSync(versionFile)) return undefined;
  if (readFileSync(versionFile, 'utf8').trim().replace(/^v/, '') !== ordinaryVersion())
    return undefined;
  const executable = inProject('node_modules', 'electron', 'dist', readFileSync(pathFile, 'utf8'));
  return existsSync(executable) ? executable : undefined;
}

/**
 * Downloads and unpacks Electron.
 * @param {import('./progress.mjs').Task} task
 * @returns {Promise<string | undefined>} undefined when it is there now, or why it could not be downloaded: half a sentence
 * @throws {SetupFailure} when it was downloaded but could not be unpacked
 */
export async function downloadOrdinaryRuntime(task) {
  // Electron's own downloader: asked for as the electron package itself would.
  const electronRequire = createRequire(inProject('node_modules', 'electron', 'package.json'));
  const { downloadArtifact } = electronRequire('@electron/get');
  const patience = new AbortController();
  let lastSign = Date.now();
  let allowed = firstByteWithin;
  const watch = setInterval(() => {
    if (Date.now() - lastSign > allowed) patience.abort();
  }, 500);
  try {
    // This fills the package's own download cache; its install script below finds it there.
    await downloadArtifact({
      version: ordinaryVersion(),
      artifactName: 'electron',
      platform: process.env.npm_config_platform ?? process.platform,
      arch: process.env.npm_config_arch ?? process.arch,
      checksums: electronRequire('./checksums.json'),
      downloadOptions: {
        quiet: true,
        signal: patience.signal,
        getProgressCallback: async (
          /** @type {{ transferred: number, total: number | null }} */ { transferred, total },
        ) => {
          lastSign = Date.now();
          allowed = nextByteWithin;
          task.update(
            total === null
              ? `${megabytes(transferred)} MB`
              : `${megabytes(transferred)} of ${megabytes(total)} MB`,
          );
        },
      },
    });
  } catch (error) {
    return explainDownloadError(error);
  } finally {
    clearInterval(watch);
  }
  task.update('unpacking');
  const { output } = await runCommand(projectNode(), [
    inProject('node_modules', 'electron', 'install.js'),
  ]);
  if (ordinaryExecutable() !== undefined) return undefined;
  throw new SetupFailure(
    `Electron was downloaded but could not be unpacked (${lastLine(output)}).`,
    `Delete the folder ${path.join('node_modules', 'electron', 'dist')}, check that the disk is not full, then run the command again.`,
  );
}

/**
 * Puts the error of a download into words.
 * @param {unknown} error
 * @returns {string} half a sentence that follows "because"
 */
export function explainDownloadError(error) {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'AbortError') return 'the server did not answer in time';
  if (error.name === 'HTTPError')
    return `the server answered "${/Response code (\d+)/.exec(error.message)?.[1] ?? 'an error'}"`;
  if (/checksum/i.test(`${error.name} ${error.message}`))
    return 'the download is damaged: its checksum is not the expected one';
  const cause = error.cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code === ''
    ? (error.message.split('\n')[0] ?? 'of an unknown error')
    : `its server could not be reached (${code})`;
}
