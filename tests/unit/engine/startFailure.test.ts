import { describe, expect, test } from 'vitest';
import { createLogger } from '../../../src/main/engine/logger';
import { describeStartFailure } from '../../../src/main/engine/startFailure';
import { LibraryProblem } from '../../../src/main/store/libraryProblem';
import type { LogEntry } from '../../../src/shared/engineMessages';

describe('why the library did not open', () => {
  const reasonFor = (error: unknown): string =>
    describeStartFailure(error, { profileDirectory: '/nowhere', sqliteBinding: null }).reason;
  const coded = (code: string): Error =>
    Object.assign(new Error(`${code}: open '/home/somebody/library.sqlite3'`), { code });

  test('is said in the words of the library itself, when it has some', () => {
    expect(reasonFor(new LibraryProblem('empty', 'The file is empty.'))).toBe('The file is empty.');
  }); // prettier-ignore

  test.each([
    ['EACCES', /permissions/],
    ['EROFS', /permissions/],
    ['SQLITE_CANTOPEN', /permissions/],
    ['SQLITE_READONLY_DIRECTORY', /permissions/],
    ['ENOSPC', /disk is full/],
    ['SQLITE_FULL', /disk is full/],
    ['SQLITE_IOERR', /log says more/],
  ])('is said in one sentence or two for %s, without a path', (code, words) => {
    const reason = reasonFor(coded(code));
    expect(reason).toMatch(words);
    expect(reason).toMatch(/^[A-Z][^\n/]*\.$/);
  });

  test.each([undefined, null, 'text', 5, new TypeError('x')])('is said for %s as well', (error) => {
    expect(reasonFor(error)).toMatch(/^The library could not be opened/);
  });
});

describe('the log', () => {
  const logged = (write: (log: ReturnType<typeof createLogger>) => void): LogEntry[] => {
    const entries: LogEntry[] = [];
    write(createLogger((entry) => entries.push(entry)));
    return entries;
  };

  test('has a stack where there is one, and the value itself where there is none', () => {
    const error = new Error('broken');
    const entries = logged((log) => {
      log.info('began');
      log.warn('odd', 'a text');
      log.error('bad', error);
    });
    expect(entries).toEqual([
      { level: 'info', message: 'began' },
      { level: 'warn', message: 'odd', detail: 'a text' },
      { level: 'error', message: 'bad', detail: error.stack },
    ]);
  });

  test('can be sent to another thread, whatever was thrown', () => {
    const strange = { self: null as unknown, call: () => undefined };
    strange.self = strange;
    const entries = logged((log) => {
      log.error('bad', strange);
    });
    expect(structuredClone(entries)).toEqual(entries);
  });
});
