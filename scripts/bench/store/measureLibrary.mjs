// @ts-check
// Writes one library and measures everything about it.
import Database from 'better-sqlite3';
import { exactMedian } from '../median.mjs';
import { every } from './articleTexts.mjs';
import { startEngine } from './engineThread.mjs';
import { spreadOf, spreadOfStatement } from './measure.mjs';
import { measureBareMarks, measureMarks } from './measureMarks.mjs';
import { measureStart } from './measureStart.mjs';
import { questions } from './questions.mjs';
import { buildLibrary } from './buildLibrary.mjs';

const rounds = 40;
const openRounds = 5;

/**
 * @param {string} folder that the library may fill
 * @param {number} count articles
 * @returns {Promise<import('./report.mjs').Measured>}
 */
export async function measureLibrary(folder, count) {
  const written = await buildLibrary(folder, count);
  const asked = questions(count, every);
  const { bares, bareMarks, bareOpen } = await measureBare(written.file, asked);
  const opening = [];
  for (let round = 0; round < openRounds; round += 1) {
    const startedAt = performance.now();
    const { close } = await startEngine(folder);
    opening.push(performance.now() - startedAt);
    await close();
  }
  const engine = await startEngine(folder);
  const answered = [];
  for (const [index, question] of asked.entries()) {
    const { name, kind, method, input } = question;
    const bare = bares[index] ?? { p50: 0, p95: 0, max: 0 };
    const spread = await spreadOf(() => engine.call(method, input), rounds);
    answered.push({ name, kind, bare, engine: spread });
  }
  const marks = await measureMarks(engine.call);
  await engine.close();
  const start = await measureStart(folder);
  const open = { open: exactMedian(opening), bareOpen };
  return { count, written, answered, marks, bareMarks, start, open };
}

/** @param {string} file @param {readonly import('./questions.mjs').Question[]} asked */
async function measureBare(file, asked) {
  const opening = [];
  for (let round = 0; round < openRounds; round += 1) {
    const startedAt = performance.now();
    const opened = new Database(file);
    opened.prepare('SELECT count(*) FROM feeds').get();
    opening.push(performance.now() - startedAt);
    opened.close();
  }
  const database = new Database(file);
  const bares = [];
  for (const question of asked) bares.push(await spreadOfStatement(database, question, rounds));
  const bareMarks = measureBareMarks(database);
  database.close();
  return { bares, bareMarks, bareOpen: exactMedian(opening) };
}
