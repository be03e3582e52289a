// @ts-check
// What a large library costs: lists, counts, searches, marks and starts through the engine's thread, beside the bare SQLite statement
// that is the least each answer must take, in the same run.
//
//   npm run bench:store                 100,000 articles, then 1,000,000
//   npm run bench:store -- 100000       the small library only
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../setup/prepare.mjs';

await prepare({ build: true });
// Only now is it sure that there are packages, which these use.
const { measureLibrary } = await import('./store/measureLibrary.mjs');
const { summaryOf, tableOf } = await import('./store/report.mjs');

const sizes = process.argv[2] === undefined ? [100_000, 1_000_000] : [Number(process.argv[2])];
/** @type {Record<string, number | string>} */
let keys = {};
for (const count of sizes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-bench-'));
  try {
    const measured = await measureLibrary(folder, count);
    process.stdout.write(`${tableOf(measured)}\n\n`);
    keys = summaryOf(measured);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
process.stdout.write(`${JSON.stringify(keys)}\n`);
process.exit(0);
