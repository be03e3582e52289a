/**
 * A process that writes to a library through the app's own stores until it is killed. It names each
 * commit on its standard output, which is in the hands of the system before anything else happens.
 */
import { writeSync } from 'node:fs';
import { openDatabase } from '../../src/main/store/openDatabase';
import type { FeedId } from '../../src/shared/model';
import { commitWriter } from './writtenCommits';

const [directory, rows, order] = process.argv.slice(2);
if (directory === undefined || rows === undefined) throw new Error('Folder and rows, please.');

const acknowledge = (commit: number): void => void writeSync(1, `${String(commit)}\n`);

const database = openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
const feedId = database.prepare<[], FeedId>('SELECT id FROM feeds').pluck().get();
if (feedId === undefined) throw new Error('The library has no feed.');
const writer = commitWriter(database, feedId, Number(rows));
for (let commit = 1; ; commit += 1) {
  database
    .transaction(() => {
      writer.write(commit);
      // What no app may do; the control of the test.
      if (order === 'early') acknowledge(commit);
    })
    .immediate();
  if (order !== 'early') acknowledge(commit);
}
