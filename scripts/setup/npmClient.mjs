// @ts-check
// How to start npm, whichever way this script was started.
import { existsSync } from 'node:fs';
import { runCommand } from './runCommand.mjs';

// A registry that does not answer should be reported within seconds: npm's own waits add up to more than a minute.
const patience = [
  '--fetch-retries=2',
  '--fetch-retry-mintimeout=1000',
  '--fetch-retry-maxtimeout=5000',
];
// Only errors: warnings about the engine of a package come from running npm itself under the system's older Node.
const quiet = [
  '--loglevel=error',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--progress=false',
];

/**
 * Runs npm quietly.
 * @param {string[]} parameters
 * @param {import('./runCommand.mjs').CommandOptions} [options]
 * @returns {Promise<import('./runCommand.mjs').CommandResult>}
 */
export function runNpm(parameters, options = {}) {
  const all = [...parameters, ...quiet, ...patience];
  const npmFile = process.env.npm_execpath;
  if (npmFile !== undefined && /npm-cli\.c?js$/.test(npmFile) && existsSync(npmFile)) {
    return runCommand(process.execPath, [npmFile, ...all], options);
  }
  return runCommand('npm', all, { ...options, throughShell: process.platform === 'win32' });
}

/**
 * Puts the cause of npm's failure into words.
 * @param {string} output what npm printed
 * @returns {{ reason: string, next: string }} half a sentence that follows "because", and a whole one
 */
export function explainNpmFailure(output) {
  if (
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|ERR_SOCKET|npm (error|ERR!) network/i.test(
      output,
    )
  ) {
    return {
      reason: 'the npm registry could not be reached',
      next: 'Check the connection to the internet (and any proxy), then run the command again.',
    };
  }
  if (/EUSAGE|in sync/.test(output)) {
    return {
      reason: 'package-lock.json does not belong to package.json',
      next: 'Run "npm install" to bring them together, then run the command again.',
    };
  }
  if (/ENOSPC/.test(output))
    return { reason: 'the disk is full', next: 'Free about 2 GB, then run the command again.' };
  if (/EACCES|EPERM|EROFS/.test(output)) {
    return {
      reason: 'this user may not write to a folder it needs',
      next: 'Make the project folder and the npm cache writable, then run the command again.',
    };
  }
  if (/EINTEGRITY/.test(output)) {
    return {
      reason: 'a downloaded package was damaged',
      next: 'Run "npm cache clean --force", then run the command again.',
    };
  }
  const line = output
    .split(/\r?\n/)
    .find((text) => /npm (error|ERR!)/.test(text) && !/code|A complete log/.test(text));
  return {
    reason: `npm reported: ${(line ?? 'no reason').replace(/^npm (error|ERR!)\s*/, '')}`,
    next: 'Put that right, then run the command again.',
  };
}
