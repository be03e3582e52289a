/**
 * The caretaker thread: long work on the library beside the engine, on connections of its own. It
 * reads, and writes only copies; of the library itself it folds the log. Between two short pieces it
 * hears whether it is to stop.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckOutcome, WriteStateOutcome } from '../../core/ports';
import { isDamage } from '../damage';
import { checkTables, openToRead } from '../libraryCheck';
import { libraryPath } from '../libraryFiles';
import { readMarker, writeMarker } from '../profileMarker';
import { hasLost, readExport, readState, writeState } from '../stateExport';
import { backUpLibrary } from './backUpLibrary';
import { foldLog } from './foldLog';
import type {
  CaretakerJob,
  CaretakerJobs,
  CaretakerOptions,
  FromCaretaker,
  ToCaretaker,
} from './messages';

const port = parentPort;
if (port === null) throw new Error('The caretaker runs as a worker thread only.');

const { directory, nativeBinding } = workerData as CaretakerOptions;
const path = libraryPath(directory);
let hasStopped = false;
const isStopped = (): boolean => hasStopped;

const jobs: { [J in CaretakerJob]: (now: number) => Promise<CaretakerJobs[J]> } = {
  check,
  backUp: (now) => backUpLibrary({ directory, nativeBinding, now, isStopped }),
  writeState: (now) => Promise.resolve(exportState(now, false)),
  writeTrustedState: (now) => Promise.resolve(exportState(now, true)),
  foldLog: () => {
    foldLog(path, nativeBinding);
    return Promise.resolve(null);
  },
};

port.on('message', (message: ToCaretaker) => {
  if (message.kind === 'stop') {
    hasStopped = true;
    // Without its port the thread ends as soon as nothing is under way.
    port.close();
    return;
  }
  const { id, job, now } = message;
  const answer = (said: FromCaretaker): void => {
    port.postMessage(said);
  };
  run(job, now).then(
    (value) => {
      answer({ kind: 'done', id, value });
    },
    (error: unknown) => {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      answer({ kind: 'failed', id, reason });
    },
  );
});

async function run(job: CaretakerJob, now: number): Promise<CaretakerJobs[CaretakerJob]> {
  return jobs[job](now);
}

function exportState(now: number, isTrusted: boolean): WriteStateOutcome {
  const database = openToRead(path, nativeBinding);
  try {
    const before = readExport(directory);
    if (!isTrusted && before !== null && hasLost(database, before)) return 'doubtful';
    return writeState(directory, readState(database, now)) ? 'written' : 'unchanged';
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 'damaged';
  } finally {
    database.close();
  }
}

async function check(now: number): Promise<CheckOutcome> {
  const database = openToRead(path, nativeBinding);
  try {
    for (const damaged of checkTables(database)) {
      if (damaged !== null) return 'damaged';
      await nextTurn();
      if (hasStopped) return 'stopped';
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    return 'damaged';
  } finally {
    database.close();
  }
  writeMarker(directory, { createdAt: readMarker(directory)?.createdAt ?? now, checkedAt: now });
  return 'sound';
}
