// @ts-check
// A library of a million articles in the real window: it is opened, scrolled, read, searched and marked as a person would, and its
// frames are timed. An empty Electron window draws frames beside it, as the limit of the machine.
//
//   npm run bench:million                 1,000,000 articles
//   npm run bench:million -- 100000       fewer
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { prepare } from '../setup/prepare.mjs';
import { inProject, projectFolder } from '../setup/projectFolder.mjs';

await prepare({ build: true });
// Only now is it sure that there are packages, which these use.
const { lacksDisplay, startVirtualDisplay } = await import('../setup/virtualDisplay.mjs');
const { launchWindow, runtime } = await import('./launchWindow.mjs');
const { framesDuring } = await import('./million/frames.mjs');
const { markAll, moveOn, scroll, search, switchViews } = await import('./million/person.mjs');
const { buildLibrary } = await import('./store/buildLibrary.mjs');

const articles = Number(process.argv[2] ?? 1_000_000);
const firstRow = '[role="listbox"] [role="option"]';
const idleMs = 3000;

const folder = mkdtempSync(path.join(tmpdir(), 'broadsheet-bench-'));
const profile = path.join(folder, 'profile');
const display = lacksDisplay() ? await startVirtualDisplay() : undefined;
try {
  await buildLibrary(path.join(profile, 'library'), articles);

  const empty = await launchWindow(
    inProject('scripts', 'bench', 'emptyWindow'),
    path.join(folder, 'empty'),
    display,
  );
  const limit = await framesDuring(empty.page, () => empty.page.waitForTimeout(idleMs));
  await empty.running.close();

  const { running, page, spawnedAt } = await launchWindow(projectFolder, profile, display);
  await page.waitForSelector(firstRow);
  const listMs = Date.now() - spawnedAt;
  const scrolled = await framesDuring(page, () => scroll(page));
  const views = await switchViews(page);
  const next = await moveOn(page);
  const found = await search(page);
  const marked = await markAll(page);
  await page.screenshot({ path: inProject('test-results', 'screenshots', 'million.png') });
  await running.close();

  const line = (
    /** @type {string} */ name,
    /** @type {import('./million/frames.mjs').Frames} */ f,
  ) =>
    `  ${name.padEnd(28)} p50 ${String(f.p50)}  p99 ${String(f.p99)}  max ${String(f.max)}  (${String(f.over32)} of ${String(f.frames)} over 32)\n`;
  process.stdout.write(
    `Electron ${runtime.version}, ${articles.toLocaleString('en')} articles, milliseconds\n` +
      line('frames, empty window', limit) +
      line('frames while scrolling', scrolled) +
      line('frames while marking', marked.frames) +
      `  process to list              ${String(listMs)}\n` +
      `  another view, painted        p50 ${String(views.p50)}  p95 ${String(views.p95)}\n` +
      `  next article, painted        p50 ${String(next.p50)}  p95 ${String(next.p95)}\n` +
      `  key in the search, painted   p50 ${String(found.p50)}  p95 ${String(found.p95)}\n` +
      `  all read, painted            ${String(marked.markMs)}, and back ${String(marked.undoMs)} (${marked.count.toLocaleString('en')} articles)\n` +
      `${JSON.stringify({ list_ms: listMs, scroll_p99_ms: scrolled.p99, view_p95_ms: views.p95, next_p95_ms: next.p95, search_key_p95_ms: found.p95, mark_ms: marked.markMs, undo_ms: marked.undoMs })}\n`,
  );
} finally {
  display?.stop();
  rmSync(folder, { recursive: true, force: true });
}
