import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { median } from '../../../scripts/bench/median.mjs';
import { cacheFolder, makeCachedFolder } from '../../../scripts/setup/cacheFolder.mjs';
import { megabytes } from '../../../scripts/setup/progress.mjs';
import { projectEnvironment, projectNode } from '../../../scripts/setup/projectNode.mjs';
import { inProject, projectFolder } from '../../../scripts/setup/projectFolder.mjs';
import { lastLine, runCommand } from '../../../scripts/setup/runCommand.mjs';
import { withoutColours } from '../../../scripts/setup/withoutColours.mjs';
import { temporaryFolder } from '../../support/forOneTest';

describe('a program that is run', () => {
  const node = (code: string, options = {}): ReturnType<typeof runCommand> =>
    runCommand(process.execPath, ['-e', code], options);

  test('comes back with its exit code and both of its outputs', async () => {
    const { code, output } = await node(
      'console.log("out"); console.error("err"); process.exit(3)',
    );
    expect(code).toBe(3);
    expect(output.split('\n').sort()).toEqual(['', 'err', 'out']);
  });

  test('leaves its whole output in a file, whose folder is made', async () => {
    const logFile = join(temporaryFolder(), 'logs', 'node.log');
    await node('console.log("x".repeat(300000))', { logFile });
    expect(readFileSync(logFile, 'utf8')).toHaveLength(300_001);
  });

  test('that is not there is a failure, not an exception', async () => {
    const { code, output } = await runCommand('broadsheet-has-no-such-program', []);
    expect(code).toBe(127);
    expect(output).toContain('ENOENT');
  });

  test('that a signal ends has failed', async () => {
    expect((await node('process.kill(process.pid, "SIGKILL")')).code).toBe(128);
  });

  test('that takes too long is ended, and what it started with it', async () => {
    const started = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'inherit' });`;
    const { code, output } = await node(`${started} setInterval(() => {}, 1000)`, {
      timeLimit: 300,
    });
    expect(code).not.toBe(0);
    expect(output).toContain('it took too long');
  });
});

describe('the folder of what is costly to fetch', () => {
  test.each([
    ['linux', { HOME: '/home/a' }, '/home/a/.cache/broadsheet-development'],
    ['linux', { HOME: '/home/a', XDG_CACHE_HOME: '/cache' }, '/cache/broadsheet-development'],
    ['darwin', { HOME: '/home/a' }, '/home/a/Library/Caches/broadsheet-development'],
    ['linux', { HOME: '/home/a', BROADSHEET_CACHE: '/own' }, '/own/broadsheet-development'],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/broadsheet-development'],
  ] as const)('is on %s, with %j, %s', (platform, environment, folder) => {
    expect(cacheFolder(environment, platform)).toBe(resolve(folder));
  });

  test('is absolute even when a relative one was asked for', () => {
    expect(isAbsolute(cacheFolder({ BROADSHEET_CACHE: 'relative' }, 'linux'))).toBe(true);
  });

  describe('gets what is made', () => {
    afterEach(() => {
      vi.unstubAllEnvs();
    });

    test('in one step: whole, or not at all', async () => {
      const cache = temporaryFolder();
      vi.stubEnv('BROADSHEET_CACHE', cache);
      const made = await makeCachedFolder('thing', async (folder) => {
        expect(existsSync(join(cacheFolder(), 'thing'))).toBe(false);
        writeFileSync(join(folder, 'file'), 'content');
        return Promise.resolve();
      });
      expect(readFileSync(join(made, 'file'), 'utf8')).toBe('content');
      const failed = makeCachedFolder('other', (folder) => {
        writeFileSync(join(folder, 'half'), '');
        return Promise.reject(new Error('cut'));
      });
      await expect(failed).rejects.toThrow('cut');
      expect(readdirSync(cacheFolder())).toEqual(['thing']);
    });

    test('by two at once, of which the first wins', async () => {
      vi.stubEnv('BROADSHEET_CACHE', temporaryFolder());
      const make = (content: string): Promise<string> =>
        makeCachedFolder('thing', (folder) => {
          writeFileSync(join(folder, 'file'), content);
          return Promise.resolve();
        });
      const [one, other] = await Promise.all([make('one'), make('other')]);
      expect(one).toBe(other);
      expect(['one', 'other']).toContain(readFileSync(join(one, 'file'), 'utf8'));
      expect(readdirSync(cacheFolder())).toEqual(['thing']);
    });
  });
});

describe('words for people', () => {
  test.each([
    ['one\ntwo\n', 'two'],
    ['one\rtwo\r\n \n', 'two'],
    ['  spaced  ', 'spaced'],
    ['\n \n', ''],
    ['', ''],
  ])('the last line of %j is %j', (output, line) => {
    expect(lastLine(output)).toBe(line);
  });

  test('are shown without colours', () => {
    expect(withoutColours('\u001b[1;31mred\u001b[39m and \u001b[0mplain [1m]')).toBe(
      'red and plain [1m]',
    );
  });

  test.each([[0, '0'], [499_999, '0'], [500_000, '1'], [196_264_810, '196']])(
    '%i bytes are %s MB',
    (bytes, words) => {
      expect(megabytes(bytes)).toBe(words);
    },
  ); // prettier-ignore
});

describe('the project', () => {
  test('is where its package.json is, whatever folder one stands in', () => {
    expect(existsSync(join(projectFolder, 'package.json'))).toBe(true);
    expect(inProject('src', 'main')).toBe(join(projectFolder, 'src', 'main'));
  });

  test.each(['PATH', 'Path'])('puts its own Node and tools first in %s', (name) => {
    const environment = projectEnvironment({ [name]: '/usr/bin', OTHER: 'kept' });
    expect(Object.keys(environment).sort()).toEqual(['OTHER', name].sort());
    expect(environment[name]?.startsWith(resolve(projectNode(), '..'))).toBe(true);
    expect(environment[name]?.endsWith('/usr/bin')).toBe(true);
  });
});

test.each([
  [[5], 5],
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 3],
  [[1, 1, 100], 1],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});
