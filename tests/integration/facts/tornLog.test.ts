import { fork } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/forOneTest';
import { addFeed, article, IS_READ, LIBRARY_FILE, openLibrary, save } from '../../support/library';

/** SQLite's write-ahead log: a header, then frames of a header and a page each. */
const LOG_HEADER = 32;
const FRAME_HEADER = 24;
const MARKS = 40;

/**
 * A library that is in use: 40 articles, marked read one after another. After each commit the length
 * of the log is noted, so that it is known what a power cut at any place may take.
 */
function written(): { directory: string; log: Buffer; ends: number[]; frame: number } {
  const directory = temporaryFolder();
  const library = openLibrary(directory);
  const feed = addFeed(library, 'a');
  const ids = Array.from({ length: MARKS }, (_, index) =>
    save(library, feed, article(String(index))),
  );
  library.database.pragma('wal_checkpoint(TRUNCATE)');
  const logFile = join(directory, `${LIBRARY_FILE}-wal`);
  const ends = ids.map((id) => {
    library.database.transaction(() => library.states.setRead([id], true, 1))();
    return readFileSync(logFile).byteLength;
  });
  const frame = FRAME_HEADER + (library.database.pragma('page_size', { simple: true }) as number);
  return { directory, log: readFileSync(logFile), ends, frame };
}

/** What is left when the power goes while the log is like this. */
function afterPowerCut(from: string, log: Uint8Array): { read: number[]; sound: unknown } {
  const directory = temporaryFolder();
  copyFileSync(join(from, LIBRARY_FILE), join(directory, LIBRARY_FILE));
  writeFileSync(join(directory, `${LIBRARY_FILE}-wal`), log);
  const { database } = openLibrary(directory);
  return {
    read: database.prepare<[], number>(`SELECT ${IS_READ} FROM article_states s ORDER BY id`).pluck().all(),
    sound: database.pragma('integrity_check', { simple: true }),
  };
} // prettier-ignore

const firstRead = (count: number): number[] =>
  Array.from({ length: MARKS }, (_, index) => (index < count ? 1 : 0));

describe('a log that is torn by a power cut', () => {
  test('[S1.1] keeps every commit before the tear whole, and nothing of the one it tears', () => {
    const { directory, log, ends, frame } = written();
    expect(ends[0]! - LOG_HEADER).toBeGreaterThanOrEqual(frame);
    for (let done = 0; done < MARKS; done += 7) {
      const begin = done === 0 ? LOG_HEADER : ends[done - 1]!;
      for (const end of [begin, begin + 1, begin + FRAME_HEADER, ends[done]! - 1]) {
        const { read, sound } = afterPowerCut(directory, log.subarray(0, end));
        expect(sound).toBe('ok');
        expect(read).toEqual(firstRead(done));
      }
    }
    expect(afterPowerCut(directory, log).read).toEqual(firstRead(MARKS));
  });

  test('[S1.1] is read no further than a block that never reached the disk', () => {
    const { directory, log, ends } = written();
    for (const done of [0, 5, 20, MARKS - 1]) {
      const damaged = Buffer.from(log);
      // The disk wrote what follows before it wrote this: allowed without an fsync in between.
      damaged.fill(0, ends[done]! - 600, ends[done]! - 100);
      const { read, sound } = afterPowerCut(directory, damaged);
      expect(sound).toBe('ok');
      expect(read).toEqual(firstRead(done));
    }
  });

  test('[S1.1] that is lost as a whole leaves the library as it was before', () => {
    const { directory } = written();
    const { read, sound } = afterPowerCut(directory, Buffer.alloc(0));
    expect(sound).toBe('ok');
    expect(read).toEqual(firstRead(0));
  });
});

test('[S1.1] control: a kill takes nothing even from a database that never waits for its disk', async () => {
  const directory = temporaryFolder();
  const file = join(directory, 'careless.sqlite3');
  const program = join(directory, 'careless.mjs');
  writeFileSync(
    program,
    `import { createRequire } from 'node:module';
     const Database = createRequire(${JSON.stringify(resolve('package.json'))})('better-sqlite3');
     const database = new Database(${JSON.stringify(file)});
     database.pragma('journal_mode = WAL');
     database.pragma('synchronous = OFF');
     database.exec('CREATE TABLE kept (number INTEGER PRIMARY KEY)');
     const insert = database.prepare('INSERT INTO kept VALUES (?)');
     let number = 0;
     const next = () => {
       insert.run((number += 1));
       process.send(number);
       setImmediate(next);
     };
     next();`,
  );
  const child = fork(program, { execArgv: [] });
  let acknowledged = 0;
  child.on('message', (number: number) => {
    acknowledged = number;
    if (number === 500) child.kill('SIGKILL');
  });
  await once(child, 'exit');
  const database = new Database(file);
  const kept = database.prepare('SELECT max(number) FROM kept').pluck().get();
  database.close();
  expect(acknowledged).toBeGreaterThanOrEqual(500);
  // So a test that kills cannot tell whether anything would survive a power cut.
  expect(kept).toBeGreaterThanOrEqual(acknowledged);
});
