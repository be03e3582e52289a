import { describe, expect, test } from 'vitest';
import { failureText, SetupFailure } from '../../../scripts/setup/failure.mjs';
import { nodeVersionProblem } from '../../../scripts/setup/nodeVersion.mjs';
import { explainNpmFailure } from '../../../scripts/setup/npmClient.mjs';
import { explainDownloadError } from '../../../scripts/setup/ordinaryRuntime.mjs';

describe('a Node version', () => {
  test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0', '100.0.0'])('%s is new enough', (version) => {
    expect(nodeVersionProblem(version)).toBeUndefined();
  }); // prettier-ignore

  test.each(['20.18.9', '20.9.0', '18.20.4', '0.12.18'])('%s is too old', (version) => {
    expect(nodeVersionProblem(version)).toBe(
      `Node ${version} is too old for Broadsheet, which needs Node 20.19 or newer.`,
    );
  });
});

describe('npm’s failure in words', () => {
  test.each([
    ['npm error code ENOTFOUND\nnpm error network request failed', 'the npm registry could not be reached'],
    ['npm ERR! network Unable to connect', 'the npm registry could not be reached'],
    ['npm error code EUSAGE\nnpm error package.json and package-lock.json are not in sync', 'package-lock.json does not belong to package.json'],
    ['npm error code ENOSPC\nnpm error nospc no space left on device', 'the disk is full'],
    ['npm error code EACCES\nnpm error syscall mkdir', 'this user may not write to a folder it needs'],
    ['npm error code EINTEGRITY\nnpm error sha512', 'a downloaded package was damaged'],
    ['npm error code E404\nnpm error 404 Not Found\nnpm error A complete log of this run', 'npm reported: 404 Not Found'],
    ['npm ERR! Something else', 'npm reported: Something else'],
    ['', 'npm reported: no reason'],
  ])('%j', (output, reason) => {
    const explained = explainNpmFailure(output);
    expect(explained.reason).toBe(reason);
    expect(explained.next).toMatch(/^[A-Z].*run the command again\.$/);
  }); // prettier-ignore
});

describe('a download’s error in words', () => {
  const named = (name: string, message: string, cause?: unknown): Error =>
    Object.assign(new Error(message, { cause }), { name });

  test.each([
    [named('AbortError', 'aborted'), 'the server did not answer in time'],
    [named('HTTPError', 'Response code 403 (Forbidden)'), 'the server answered "403"'],
    [named('HTTPError', 'no number'), 'the server answered "an error"'],
    [named('Error', 'Generated checksum for "x" did not match'), 'the download is damaged: its checksum is not the expected one'],
    [named('TypeError', 'fetch failed', Object.assign(new Error('x'), { code: 'ENOTFOUND' })), 'its server could not be reached (ENOTFOUND)'],
    [named('Error', 'first line\nsecond line'), 'first line'],
    ['a bare text', 'a bare text'],
  ])('%s', (error, words) => {
    expect(explainDownloadError(error)).toBe(words);
  }); // prettier-ignore
});

describe('giving up', () => {
  test('says what went wrong, and what to do next', () => {
    const failure = new SetupFailure('The disk is full.', 'Free about 2 GB.');
    expect(failureText(failure)).toBe('Stopped: The disk is full.\nNext: Free about 2 GB.');
  });

  test.each([
    [new TypeError('x is not a function\n    at y'), 'x is not a function'],
    ['a bare text', 'a bare text'],
    [undefined, 'undefined'],
  ])('shows no stack of what was not foreseen', (error, words) => {
    const lines = failureText(error).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(`Stopped: Something unexpected went wrong (${words}).`);
    expect(lines[1]).toMatch(/^Next: /);
  });
});
