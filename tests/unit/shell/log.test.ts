import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Log } from '../../../src/main/shell/log';
import { temporaryFolder } from '../../support/forOneTest';

const current = (folder: string): string => readFileSync(join(folder, 'broadsheet.log'), 'utf8');

test('entries are written in order, with time, level and detail', async () => {
  const folder = join(temporaryFolder(), 'made', 'when needed');
  const log = new Log(folder, false);
  log.info('First');
  log.warn('Second', 'a reason');
  log.error('Third', new Error('Out of luck'));
  log.error('Fourth', { code: 'E1' });
  log.write({ level: 'info', message: 'Fifth', detail: 'of the engine' });
  await log.flush();
  const lines = current(folder).split('\n');
  expect(lines[0]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z info First$/);
  expect(lines[1]).toMatch(/warn Second$/);
  expect(lines[2]).toContain('a reason');
  expect(lines[4]).toBe('Error: Out of luck');
  expect(lines[5]).toContain('log.test.ts');
  expect(current(folder)).toContain("{ code: 'E1' }");
  expect(current(folder)).toMatch(/info Fifth\nof the engine\n$/);
});

test('a file of a megabyte becomes the previous one, and there are never more than two', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'broadsheet.log');
  const log = new Log(folder, false);
  for (const name of ['old', 'older']) {
    writeFileSync(file, name.repeat(250_000));
    log.info(`After ${name}`);
    await log.flush();
  }
  expect(readdirSync(folder).sort()).toEqual(['broadsheet.log', 'broadsheet.previous.log']);
  expect(current(folder)).toMatch(/ info After older\n$/);
  expect(readFileSync(join(folder, 'broadsheet.previous.log'), 'utf8')).toMatch(/^older/);
});

test('a folder that cannot be written to takes nothing down', async () => {
  const folder = join(temporaryFolder(), 'logs');
  writeFileSync(folder, 'a file where the folder should be');
  const log = new Log(folder, false);
  log.error('Lost');
  await expect(log.flush()).resolves.toBeUndefined();
  expect(readFileSync(folder, 'utf8')).toBe('a file where the folder should be');

  const later = join(temporaryFolder(), 'logs');
  mkdirSync(join(later, 'broadsheet.log'), { recursive: true });
  const other = new Log(later, false);
  other.error('Lost too');
  await other.flush();
  expect(existsSync(join(later, 'broadsheet.previous.log'))).toBe(false);
});
