// @ts-check
// Runs another program quietly: its output goes to a file and, in part, to whoever has to explain a failure. Programs still
// running when this one ends are ended too.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as startTimer } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { projectFolder } from './projectFolder.mjs';

/**
 * @typedef {object} CommandOptions
 * @property {string} [folder] where to run it; the checkout without it
 * @property {NodeJS.ProcessEnv} [environment] all of its environment; this process's without it
 * @property {string} [logFile] where its whole output goes
 * @property {boolean} [throughShell] needed on Windows for programs that are `.cmd` files
 * @property {number} [timeLimit] milliseconds after which it is ended; an hour without it
 * @property {(text: string) => void} [onOutput] is told each piece of output as it comes
 */

/**
 * @typedef {object} CommandResult
 * @property {number} code the exit code; 127 when it could not be started, 128 when a signal ended it
 * @property {string} output the last 200,000 characters of both outputs
 */

const isWindows = process.platform === 'win32';
const keptCharacters = 200_000;
const patience = 5000;
const longest = 60 * 60 * 1000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

process.on('exit', () => {
  for (const child of children) end(child, 'SIGKILL');
});
// A signal ends a process without the event above, which would leave the children behind.
const deadlySignals = /** @type {const} */ ({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 });
const endings = Object.entries(deadlySignals).map(([signal, code]) => ({
  signal,
  leave: () => void endCommands().then(() => process.exit(code)),
}));

/**
 * Ends every program that is still running, and waits until it has: one that still writes would get into the way of the next run.
 * @returns {Promise<void>} after 5 seconds at the latest
 */
export async function endCommands() {
  for (const child of children) end(child, 'SIGTERM');
  const deadline = Date.now() + patience;
  while (children.size > 0 && Date.now() < deadline) await setTimeout(50);
  for (const child of children) end(child, 'SIGKILL');
}

/**
 * Ends a program and what it has started: npm, compilers and test runners are many processes.
 * @param {import('node:child_process').ChildProcess} child
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
function end(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (isWindows) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // They have ended by themselves meanwhile.
  }
}

/** @param {import('node:child_process').ChildProcess} child */
function addChild(child) {
  if (children.size === 0) for (const { signal, leave } of endings) process.on(signal, leave);
  children.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function removeChild(child) {
  children.delete(child);
  if (children.size === 0) for (const { signal, leave } of endings) process.off(signal, leave);
}

/**
 * Runs a program to its end. Never rejects: a program that cannot be started ends with code 127.
 * @param {string} command
 * @param {string[]} parameters
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, parameters, options = {}) {
  const timeLimit = options.timeLimit ?? longest;
  const log = options.logFile === undefined ? undefined : openLog(options.logFile);
  return new Promise((resolve) => {
    let output = '';
    /** @param {string} text */
    const keep = (text) => {
      output = (output + text).slice(-keptCharacters);
      log?.write(text);
      options.onOutput?.(text);
    };
    /** @param {number} code */
    const finish = (code) => {
      removeChild(child);
      clearTimeout(limit);
      if (log === undefined) resolve({ code, output });
      else log.end(() => resolve({ code, output }));
    };
    const child = spawn(command, parameters, {
      cwd: options.folder ?? projectFolder,
      env: options.environment ?? process.env,
      shell: options.throughShell ?? false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      // A group of processes of its own, so that all of it can be ended.
      detached: !isWindows,
    });
    addChild(child);
    const limit = startTimer(() => {
      keep(`Ended after ${String(timeLimit / 1000)} s: it took too long.\n`);
      end(child, 'SIGTERM');
      // What it had started may hold its output open for ever, so its end is not waited for.
      startTimer(() => {
        end(child, 'SIGKILL');
        if (children.has(child)) finish(128);
      }, patience);
    }, timeLimit).unref();
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      finish(127);
    });
    child.on('close', (code) => {
      // After an `error` event a program that never started may also report its close.
      if (children.has(child)) finish(code ?? 128);
    });
  });
}

/**
 * The last line of a program's output that says something.
 * @param {string} output
 * @returns {string} empty when there is none
 */
export function lastLine(output) {
  const lines = output.split(/[\r\n]+/).map((line) => line.trim());
  return lines.filter((line) => line !== '').at(-1) ?? '';
}

/** @param {string} file */
function openLog(file) {
  mkdirSync(path.dirname(file), { recursive: true });
  return createWriteStream(file);
}
