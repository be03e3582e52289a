// @ts-check
// What a refresh costs: our engine, newsboat and the bare parts in one run, against the same publishers on loopback. They take
// turns, so that a busy moment of the machine hits all of them.
//
//   npm run bench:refresh                 500 feeds, then 100 and 1,000, then 500 with servers that take 50 ms
//   npm run bench:refresh -- 500          500 feeds only
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../setup/prepare.mjs';
import { ensureSystemPackages } from '../setup/systemLibraries.mjs';

await prepare({ build: true });
await ensureSystemPackages([
  { command: 'newsboat', packages: ['newsboat'] },
  { command: 'time', packages: ['time'] },
]);
// Only now is it sure that there are packages, which these use.
const { measureRound } = await import('./refresh/measureRound.mjs');
const { newsboatVersion } = await import('./refresh/newsboat.mjs');
const { startPublishers } = await import('./refresh/publishers.mjs');
const { summaryOf, tableOf } = await import('./refresh/report.mjs');

/** @typedef {{ feeds: number, delayMs: number, rounds: number }} Setting */

/** @type {Setting[]} */
const settings = [
  { feeds: 500, delayMs: 0, rounds: 5 },
  { feeds: 100, delayMs: 0, rounds: 5 },
  { feeds: 1000, delayMs: 0, rounds: 5 },
  { feeds: 500, delayMs: 50, rounds: 5 },
];
const wanted = process.argv[2];
const chosen = settings.filter(
  ({ feeds, delayMs }) => wanted === undefined || (delayMs === 0 && String(feeds) === wanted),
);

const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-bench-'));
process.stdout.write(
  `newsboat ${String(newsboatVersion())}; 40 entries of about 2 KB in each feed; medians of the rounds, seconds\n`,
);
/** @type {Record<string, number>} */
let keys = {};
for (const { feeds, delayMs, rounds } of chosen) {
  const publishers = await startPublishers(feeds);
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const place = path.join(folder, `${String(feeds)}-${String(delayMs)}-${String(round)}`);
    mkdirSync(place);
    measured.push(await measureRound(publishers, place, delayMs));
    rmSync(place, { recursive: true, force: true });
  }
  publishers.stop();
  process.stdout.write(`\n${tableOf(measured, feeds, delayMs)}\n`);
  if (feeds === 500 && delayMs === 0) keys = summaryOf(measured);
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`${JSON.stringify(keys)}\n`);
