import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRecent } from '../../../scripts/setup/chooseRuntime.mjs';
import { compilerEnvironment } from '../../../scripts/setup/fallbackDatabase.mjs';
import { nameInRuntime, requireIntegrity } from '../../../scripts/setup/fallbackRuntime.mjs';
import { isLockSatisfied } from '../../../scripts/setup/npmPackages.mjs';
import {
  compilerNeeds,
  displayNeeds,
  libraryNeeds,
  missingNeeds,
} from '../../../scripts/setup/systemLibraries.mjs';
import { temporaryFolder } from '../../support/forOneTest';

describe('the packages that are installed', () => {
  const wanted = {
    packages: {
      '': { version: '1.0.0' },
      'node_modules/a': { version: '2.0.0', integrity: 'sha512-a' },
      'node_modules/only-elsewhere': { version: '3.0.0', integrity: 'sha512-b', optional: true },
    },
  };
  const installed = (version: string, integrity: string): object => ({
    packages: { 'node_modules/a': { version, integrity } },
  });

  test('agree with the lock when each has its version and its checksum', () => {
    expect(isLockSatisfied(wanted, installed('2.0.0', 'sha512-a'))).toBe(true);
  });

  test.each([
    ['one is of another version', installed('2.0.1', 'sha512-a')],
    ['one has another content', installed('2.0.0', 'sha512-x')],
    ['one is missing', { packages: {} }],
    ['nothing is known of them', {}],
  ])('do not when %s', (_what, found) => {
    expect(isLockSatisfied(wanted, found)).toBe(false);
  });

  test('may be more than the lock asks for', () => {
    const { packages } = installed('2.0.0', 'sha512-a') as { packages: object };
    const more = { packages: { ...packages, 'node_modules/b': { version: '1.0.0' } } };
    expect(isLockSatisfied(wanted, more)).toBe(true);
  });
});

describe('a remembered failure', () => {
  const hour = 3_600_000;
  const now = 1_000 * hour;
  const decision = (hoursAgo: number, unreachable = '45.0.0'): object => ({
    unreachable,
    triedAt: now - hoursAgo * hour,
  });

  test('holds for a while, and for that version only', () => {
    expect(isRecent(decision(0), '45.0.0', now)).toBe(true);
    expect(isRecent(decision(1), '45.0.0', now)).toBe(true);
    expect(isRecent(decision(24 * 365), '45.0.0', now)).toBe(false);
    expect(isRecent(decision(1), '45.0.1', now)).toBe(false);
  });

  test('of the future, left by a clock gone wrong, does not hold', () => {
    expect(isRecent(decision(-1), '45.0.0', now)).toBe(false);
  });

  test.each([undefined, null, 'text', 5, [], {}, { unreachable: '45.0.0' }, { triedAt: now }, { unreachable: '45.0.0', triedAt: 'then' }])(
    'that reads %j is none',
    (damaged) => {
      expect(isRecent(damaged, '45.0.0', now)).toBe(false);
    },
  ); // prettier-ignore
});

describe('the fallback runtime', () => {
  test.each([
    ['Cypress/Cypress', 'Cypress'],
    ['Cypress/libffmpeg.so', 'libffmpeg.so'],
    ['Cypress/locales/de.pak', 'locales/de.pak'],
    ['Cypress/resources/app/index.js', undefined],
    ['Cypress/resources/', undefined],
    ['Cypress/browser_v8_context_snapshot.bin', undefined],
    ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
    ['Cypress/', undefined],
    ['Cypress', undefined],
    ['Other/libffmpeg.so', undefined],
    ['', undefined],
  ])('takes %j from the archive as %j', (name, place) => {
    expect(nameInRuntime(name)).toBe(place);
  });

  test('is taken only with the checksum that it must have', async () => {
    const file = join(temporaryFolder(), 'packed.tgz');
    writeFileSync(file, 'the packed runtime');
    const hash = createHash('sha512').update('the packed runtime').digest('base64');
    await expect(requireIntegrity(file, `sha512-${hash}`)).resolves.toBeUndefined();
    writeFileSync(file, 'another runtime');
    await expect(requireIntegrity(file, `sha512-${hash}`)).rejects.toMatchObject({
      name: 'SetupFailure',
      message: expect.stringContaining('damaged') as string,
    });
  });
});

describe('what the system lacks', () => {
  const nothing = (): boolean => false;
  const everything = (): boolean => true;

  test('is nothing when all is there, and all when nothing is', () => {
    const needs = [...libraryNeeds, ...displayNeeds, ...compilerNeeds];
    expect(missingNeeds(needs, everything, everything)).toEqual([]);
    expect(missingNeeds(needs, nothing, nothing)).toEqual(needs);
  });

  test('is told apart for libraries and programs', () => {
    expect(missingNeeds(libraryNeeds, nothing, everything)).toEqual(libraryNeeds);
    expect(missingNeeds(compilerNeeds, everything, nothing)).toEqual(compilerNeeds);
    const hasLibrary = (library: string): boolean => library !== 'libnss3.so';
    expect(missingNeeds(libraryNeeds, hasLibrary, nothing)).toEqual([
      { library: 'libnss3.so', packages: ['libnss3'] },
    ]);
  });

  test('can always be named by a package', () => {
    const needs = [...libraryNeeds, ...displayNeeds, ...compilerNeeds];
    expect(needs.every(({ packages }) => packages.length > 0)).toBe(true);
  });
});

test('the database is compiled with the headers that were found, whatever npm was set to', () => {
  const base = { PATH: '/bin', npm_config_nodedir: '/usr', NPM_CONFIG_NODEDIR: '/opt', OTHER: '1' };
  expect(compilerEnvironment('/found', base)).toEqual({
    PATH: '/bin',
    OTHER: '1',
    npm_config_nodedir: '/found',
    CXXFLAGS: expect.stringContaining('-DNAPI_EXPERIMENTAL') as string,
  });
});
