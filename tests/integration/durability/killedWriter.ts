/** Processes that write to a library of their own and are killed in the midst of it. */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '../../../src/main/store/openDatabase';
import { LIBRARY_WRITER_PATH } from '../../support/threads';
import { findCommits, unsoundness } from '../../support/writtenCommits';

export interface KillPlan {
  /** Folder of the library; a copy of `template`. */
  readonly directory: string;
  readonly template: string;
  /** Articles in each commit. */
  readonly rows: number;
  /** From the first commit to the kill, in milliseconds. */
  readonly afterMs: number;
  /** Whether SQLite is asked for its judgement as well, which takes longer. */
  readonly isChecked: boolean;
  /** `early` acknowledges before it commits, which must be found out. */
  readonly order?: 'early';
}

export interface KillOutcome {
  /** The last commit the process said it had made. */
  readonly acknowledged: number;
  readonly commits: number;
  readonly faults: readonly string[];
  /** Milliseconds until the library was open again. */
  readonly reopenMs: number;
}

export async function killWriter(plan: KillPlan): Promise<KillOutcome> {
  const { directory, template, rows, afterMs, isChecked, order } = plan;
  cpSync(template, directory, { recursive: true });
  const parameters = [LIBRARY_WRITER_PATH, directory, String(rows), order ?? 'late'];
  const child = spawn(process.execPath, parameters, { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const begun = new Promise<void>((resolve) => {
    child.stdout.setEncoding('latin1').on('data', (text: string) => {
      said += text;
      resolve();
    });
  });
  const closed = new Promise<void>((resolve) => child.once('close', resolve));
  await Promise.race([begun, closed]);
  await wait(afterMs);
  child.kill('SIGKILL');
  // Not `exit`: what was said before the kill may still lie in the pipe.
  await closed;
  const acknowledged = Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
  const startedAt = performance.now();
  const database = openDatabase({ directory, nativeBinding: null, onMigrating: () => undefined });
  const reopenMs = performance.now() - startedAt;
  try {
    const { commits, faults } = findCommits(database, rows);
    return {
      acknowledged,
      commits,
      faults: [...faults, ...(isChecked ? unsoundness(database) : [])],
      reopenMs,
    };
  } finally {
    database.close();
  }
}

/** Runs jobs a few at once. @returns their results, in order. */
export async function fewAtOnce<T>(
  jobs: readonly (() => Promise<T>)[],
  most: number,
): Promise<T[]> {
  const results: T[] = [];
  const left = jobs.map((job, index) => ({ job, index }));
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      results[next.index] = await next.job();
    }
  };
  await Promise.all(Array.from({ length: most }, lane));
  return results;
}
