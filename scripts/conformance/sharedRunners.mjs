// @ts-check
// The runners that grade parsers lie beside the project, in ../shared/conformance. Each is started as a process of its own, with the
// packages of this project within its reach.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject, projectFolder } from '../setup/projectFolder.mjs';
import { projectNode } from '../setup/projectNode.mjs';

const shared = path.resolve(projectFolder, '..', 'shared');

/** The fixtures the runners read; they heed the same variable. */
export const fixtures = process.env.FIXTURES ?? path.join(shared, 'fixtures');

/** @typedef {'adapter' | 'shownAdapter'} OwnParser */

/**
 * @param {OwnParser | 'rss-parser'} parser
 * @returns {string} the module that a runner grades
 */
function moduleOf(parser) {
  if (parser === 'rss-parser') {
    return path.join(shared, 'conformance', 'parsers', 'rss-parser-plain.mjs');
  }
  return inProject('tests', 'conformance', `${parser}.mjs`);
}

/**
 * Runs a module of this project or a runner beside it in the project's Node.
 * @param {string} file absolute
 * @param {readonly string[]} parameters
 * @returns {Promise<string>} what it printed
 */
export function runModule(file, parameters = []) {
  const hooks = new URL('../../tests/conformance/sourceHooks.mjs', import.meta.url).href;
  const child = spawn(
    projectNode(),
    ['--disable-warning=ExperimentalWarning', '--import', hooks, file, ...parameters],
    {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, FIXTURES: fixtures },
    },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${path.basename(file)} ended with ${String(code)}.`));
    });
  });
}

/**
 * @param {string} runner its name, such as `feeds`
 * @param {OwnParser | 'rss-parser'} parser
 * @param {readonly string[]} parameters
 * @returns {Promise<string>} what it printed
 */
export function runRunner(runner, parser, parameters = []) {
  const file = path.join(shared, 'conformance', `${runner}.mjs`);
  return runModule(file, [moduleOf(parser), ...parameters]);
}

/**
 * As `runRunner`, for the runners that write a report.
 * @param {string} runner
 * @param {OwnParser | 'rss-parser'} parser
 * @param {readonly string[]} parameters
 * @returns {Promise<any>} the report
 */
export async function reportOf(runner, parser, parameters = []) {
  const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-conformance-'));
  try {
    const file = path.join(folder, 'report.json');
    await runRunner(runner, parser, [...parameters, '--out', file]);
    return JSON.parse(readFileSync(file, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
