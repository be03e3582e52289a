// @ts-check
// How long the app takes from its process to the first paint and to a list that can be used, against an empty Electron window in the
// same run. The two take turns, so that a busy moment of the machine hits both.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject, projectFolder } from '../setup/projectFolder.mjs';
import { lacksDisplay, startVirtualDisplay } from '../setup/virtualDisplay.mjs';
import { launchWindow, runtime } from './launchWindow.mjs';
import { median } from './median.mjs';

const rounds = 7;
const firstRow = '[role="listbox"] [role="option"]';
// Text, because it runs in the page, where these names are not what they are in Node.
const whenPainted = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName('first-contentful-paint')[0];
    if (paint !== undefined) resolve(performance.timeOrigin + paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

const display = lacksDisplay() ? await startVirtualDisplay() : undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-bench-'));

/** @param {string} application @param {string} profile */
const launch = (application, profile) => launchWindow(application, profile, display);

/**
 * Milliseconds from the start of the process to the first contentful paint.
 * @param {import('@playwright/test').Page} page
 * @param {number} spawnedAt
 * @returns {Promise<number>}
 */
async function firstPaint(page, spawnedAt) {
  const paintedAt = await page.evaluate(whenPainted);
  return Number(paintedAt) - spawnedAt;
}

/** A profile with the sample collection in it, so that there is a list to show. */
async function prepareProfile() {
  const profile = path.join(folder, 'prepared');
  const { running, page } = await launch(projectFolder, profile);
  await page.evaluate("window.reader.call('sample.add', {})");
  await page.waitForSelector(firstRow);
  await running.close();
  return profile;
}

const prepared = await prepareProfile();
/** @type {{ empty: number[], paint: number[], list: number[] }} */
const times = { empty: [], paint: [], list: [] };
for (let round = 0; round < rounds; round += 1) {
  const empty = await launch(
    inProject('scripts', 'bench', 'emptyWindow'),
    path.join(folder, `e${String(round)}`),
  );
  times.empty.push(await firstPaint(empty.page, empty.spawnedAt));
  await empty.running.close();

  const profile = path.join(folder, `p${String(round)}`);
  cpSync(prepared, profile, { recursive: true });
  const app = await launch(projectFolder, profile);
  await app.page.waitForSelector(firstRow);
  times.list.push(Date.now() - app.spawnedAt);
  times.paint.push(await firstPaint(app.page, app.spawnedAt));
  await app.running.close();
}
display?.stop();
rmSync(folder, { recursive: true, force: true });

const [empty, paint, list] = [median(times.empty), median(times.paint), median(times.list)];
const ratio = (/** @type {number} */ value) => Number((value / empty).toFixed(2));
process.stdout.write(
  `Electron ${runtime.version}, medians of ${String(rounds)} starts, milliseconds from the process to …\n` +
    `  first paint, empty window   ${String(empty)}\n` +
    `  first paint, Broadsheet     ${String(paint)}  (${String(ratio(paint))} x)\n` +
    `  list usable, Broadsheet     ${String(list)}  (${String(ratio(list))} x)\n` +
    `${JSON.stringify({ empty_ms: empty, paint_ms: paint, list_ms: list, paint_ratio: ratio(paint), start_ratio: ratio(list) })}\n`,
);
