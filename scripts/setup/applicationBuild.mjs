// @ts-check
// Builds the application into `out/`, when anything it is built from has changed since the last time.
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { SetupFailure } from './failure.mjs';
import { say, withTask } from './progress.mjs';
import { projectEnvironment, projectNode } from './projectNode.mjs';
import { inProject } from './projectFolder.mjs';
import { runCommand } from './runCommand.mjs';
import { withoutColours } from './withoutColours.mjs';

const sources = [
  'src',
  'resources',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const outputs = ['out'];
const entry = path.join('out', 'main', 'index.js');
const usualLog = path.join('test-results', 'build.log');
const linesShown = 20;

/**
 * Builds the application unless it is up to date.
 * @returns {Promise<void>}
 * @throws {SetupFailure} when the build fails; its last lines were printed
 */
export async function ensureBuilt() {
  if (existsSync(stampFile()) && readFileSync(stampFile(), 'utf8') === currentStamp()) return;
  await withTask('Building the application', async () => {
    const { code, output } = await build();
    if (code !== 0) throw buildFailure(output);
  });
}

/**
 * Builds the application in any case.
 * @param {string} [logFile] where the builder's whole output goes
 * @returns {Promise<import('./runCommand.mjs').CommandResult>}
 */
export async function build(logFile = inProject(usualLog)) {
  rmSync(stampFile(), { force: true });
  const builtFrom = sourcesHash();
  const result = await runCommand(
    projectNode(),
    [inProject('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    {
      environment: { ...projectEnvironment(), NO_COLOR: '1' },
      logFile,
    },
  );
  if (result.code === 0 && !existsSync(inProject(entry))) {
    return { code: 1, output: `${result.output}\nThe build left no ${entry}.` };
  }
  // Sources edited while it ran are not in the build, so the stamp is of the sources as they were before it.
  if (result.code === 0) {
    mkdirSync(path.dirname(stampFile()), { recursive: true });
    writeFileSync(stampFile(), `${builtFrom} ${outputsHash()}`);
  }
  return result;
}

/** @param {string} output what the builder printed; the part a person can use is shown */
function buildFailure(output) {
  const lines = withoutColours(output).trim().split('\n');
  const useful = lines.filter((line) => !/^\s+at /.test(line));
  say(useful.slice(-linesShown).join('\n'));
  return new SetupFailure(
    'The application could not be built.',
    `Put right what the lines above name (all of them are in ${usualLog}), then run the command again.`,
  );
}

function currentStamp() {
  return `${sourcesHash()} ${outputsHash()}`;
}

/** @returns {string} changes with the content of any source */
function sourcesHash() {
  return hash(sources, (file) => readFileSync(file));
}

/** @returns {string} changes when somebody builds, edits or deletes the output without this script */
function outputsHash() {
  return hash(
    outputs,
    (file) => `${String(statSync(file).size)} ${String(statSync(file).mtimeMs)}`,
  );
}

/** @param {string[]} names in the checkout; those that are missing count as empty @param {(file: string) => string | Buffer} describe */
function hash(names, describe) {
  const sum = createHash('sha256');
  for (const file of names.flatMap((name) => filesOf(inProject(name))))
    sum.update(`\n${file}\n`).update(describe(file));
  return sum.digest('hex');
}

/** @param {string} place a file or a folder @returns {string[]} its files, sorted */
function filesOf(place) {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((item) => item.isFile())
    .map((item) => path.join(item.parentPath, item.name))
    .sort();
}

function stampFile() {
  return inProject('node_modules', '.broadsheet', 'build.txt');
}
