// @ts-check
// The Node that comes with the npm packages. Tests and the database need a newer Node than many systems have, so everything after
// the installation of the packages runs on this one.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { SetupFailure } from './failure.mjs';
import { explainNpmFailure, runNpm } from './npmClient.mjs';
import { withTask } from './progress.mjs';
import { inProject } from './projectFolder.mjs';

/** @returns {string} the project's own Node, absolute */
export function projectNode() {
  return inProject(
    'node_modules',
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
}

/**
 * Makes sure that the project's own Node is there and runs. It is put there by the install script of the package `node`, the only
 * one that is run.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when it cannot be repaired
 */
export async function ensureProjectNode() {
  if (isProjectNodeWorking()) return;
  const { output } = await withTask("Installing the project's own Node", () =>
    runNpm(['rebuild', 'node', '--ignore-scripts=false', '--foreground-scripts']),
  );
  if (isProjectNodeWorking()) return;
  const { reason, next } = explainNpmFailure(output);
  throw new SetupFailure(
    `The project's own Node (package "node") could not be installed because ${reason}.`,
    next,
  );
}

/** @returns {boolean} whether it answers with the version of its package */
function isProjectNodeWorking() {
  const manifest = inProject('node_modules', 'node', 'package.json');
  if (!existsSync(manifest) || !existsSync(projectNode())) return false;
  const expected = JSON.parse(readFileSync(manifest, 'utf8')).version;
  if (isProjectNode()) return process.versions.node === expected;
  const answer = spawnSync(projectNode(), ['--version'], { encoding: 'utf8', timeout: 20_000 });
  return answer.stdout?.trim() === `v${expected}`;
}

/**
 * Goes on in the project's own Node: either this process is one already, or the same script is started again and this process
 * ends with its exit code.
 * @returns {Promise<void>} comes back only in the project's own Node
 */
export async function continueInProjectNode() {
  // Node's own downloads heed a proxy only when asked at the start.
  const needsProxy =
    Boolean(process.env.HTTPS_PROXY ?? process.env.https_proxy) &&
    process.env.NODE_USE_ENV_PROXY === undefined;
  if (isProjectNode() && !needsProxy) return;
  const child = spawn(projectNode(), process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
  });
  // A terminal sends Ctrl-C to both processes. This one stays to pass the exit code on; other signals it hands over.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  const code = await new Promise((resolve) => {
    child.on('exit', (exitCode) => resolve(exitCode ?? 1));
    child.on('error', () => resolve(1));
  });
  process.exit(code);
}

/**
 * An environment in which programs, and programs they start, use the project's own Node and tools.
 * @param {NodeJS.ProcessEnv} [base]
 * @returns {NodeJS.ProcessEnv}
 */
export function projectEnvironment(base = process.env) {
  const name = Object.keys(base).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const folders = [
    path.dirname(projectNode()),
    inProject('node_modules', '.bin'),
    base[name] ?? '',
  ];
  return { ...base, [name]: folders.join(path.delimiter) };
}

function isProjectNode() {
  return (
    existsSync(projectNode()) && realpathSync(process.execPath) === realpathSync(projectNode())
  );
}
