/** kill -9 in the midst of writing: what was acknowledged is there, whole, and nothing is torn. */
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { RUN_SEED } from '../../support/runSeed';
import { seededRandom } from '../../support/seededRandom';
import { removeDirectory, temporaryDirectory } from '../../support/startEngine';
import { addWrittenFeed } from '../../support/writtenCommits';
import { fewAtOnce, killWriter, type KillOutcome } from './killedWriter';

const KILLS = 100;
const CONTROL_KILLS = 10;
const EARLIEST_MS = 120;
const LATEST_MS = 370;
/** The machine has few cores, and a kill is to come where it was meant to. */
const AT_ONCE = 4;
const LONGEST_REOPEN_MS = 1000;

let folder: string;
let template: string;

beforeAll(() => {
  folder = temporaryDirectory();
  template = join(folder, 'template');
  const database = openDatabase({
    directory: template,
    nativeBinding: null,
    onMigrating: () => undefined,
  });
  addWrittenFeed(database);
  database.close();
  return () => {
    removeDirectory(folder);
  };
});

describe.each([
  { rows: 1, first: 1, name: '1 article in a commit' },
  { rows: 25, first: 101, name: '25 articles in a commit' },
])('a process that is killed while it writes $name', ({ rows, first }) => {
  let outcomes: KillOutcome[];

  beforeAll(async () => {
    const random = seededRandom(RUN_SEED + rows);
    const jobs = Array.from({ length: KILLS }, (_, kill) => {
      const plan = {
        directory: join(folder, `${String(rows)}-${String(kill)}`),
        template,
        rows,
        afterMs: EARLIEST_MS + random() * (LATEST_MS - EARLIEST_MS),
        isChecked: kill % 10 === 0,
      };
      return async () => {
        const outcome = await killWriter(plan);
        removeDirectory(plan.directory);
        return outcome;
      };
    });
    outcomes = await fewAtOnce(jobs, AT_ONCE);
  }, 600_000);

  test.each(
    Array.from({ length: KILLS }, (_, kill) => [String(first + kill).padStart(3, '0'), kill] as const),
  )('[D1.%s] has lost and torn nothing', (_name, kill) => {
    const { acknowledged, commits, faults, reopenMs } = outcomes[kill]!;
    expect(acknowledged).toBeGreaterThan(0);
    expect(commits).toBeGreaterThanOrEqual(acknowledged);
    expect(faults).toEqual([]);
    expect(reopenMs).toBeLessThan(LONGEST_REOPEN_MS);
  }); // prettier-ignore
});

test('control: a writer that acknowledges before it commits is found to have lost something', { timeout: 400_000 }, async () => {
  const random = seededRandom(RUN_SEED + 3);
  const outcomes: KillOutcome[] = [];
  const isFound = (): boolean => outcomes.some(({ acknowledged, commits }) => acknowledged > commits);
  // A kill must fall between the two, which on a busy machine many of them do not.
  while (!isFound() && outcomes.length < KILLS) {
    const jobs = Array.from({ length: CONTROL_KILLS }, (_, kill) => () =>
      killWriter({
        directory: join(folder, `early-${String(outcomes.length + kill)}`),
        template,
        rows: 25,
        afterMs: EARLIEST_MS + random() * (LATEST_MS - EARLIEST_MS),
        isChecked: false,
        order: 'early',
      }),
    );
    outcomes.push(...(await fewAtOnce(jobs, AT_ONCE)));
  }
  expect(isFound()).toBe(true);
  // And yet no kill tears what SQLite wrote.
  expect(outcomes.flatMap(({ faults }) => faults)).toEqual([]);
}); // prettier-ignore
