// @ts-check
// From the start of a process to the first list of a library, with the library in the system's memory and without.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { exactMedian } from '../median.mjs';

const rounds = 5;

/**
 * @param {string} folder of the library
 * @returns {Promise<{ warm: number, cold: number | null }>} milliseconds; null where the system keeps its memory to itself
 */
export async function measureStart(folder) {
  await startOnce(folder);
  const warm = [];
  for (let round = 0; round < rounds; round += 1) warm.push(await startOnce(folder));
  const cold = [];
  while (cold.length < rounds && forgetFiles()) cold.push(await startOnce(folder));
  return { warm: exactMedian(warm), cold: cold.length === 0 ? null : exactMedian(cold) };
}

/** @param {string} folder */
async function startOnce(folder) {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('firstList.mjs', import.meta.url)), folder],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const exited = once(child, 'exit');
  await once(child.stdout, 'data');
  const milliseconds = performance.now() - startedAt;
  await exited;
  return milliseconds;
}

/** Lets Linux forget what it has read of all files, which only root may. */
function forgetFiles() {
  try {
    writeFileSync('/proc/sys/vm/drop_caches', '1');
    return true;
  } catch {
    return false;
  }
}
