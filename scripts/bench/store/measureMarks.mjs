// @ts-check
// Marking everything read and taking it back, with somebody asking for the list meanwhile.
import { exactMedian } from '../median.mjs';
import { besideLists } from './measure.mjs';

const rounds = 5;
const everything = { scope: { kind: 'all' }, from: null, to: null, olderThan: null };

/**
 * @param {(method: string, input: unknown) => Promise<any>} call
 * @returns {Promise<{ marked: number, mark: number, undo: number, longestList: number }>} milliseconds
 */
export async function measureMarks(call) {
  const marks = [];
  const undoings = [];
  const lists = [];
  let marked = 0;
  for (let round = 0; round < rounds; round += 1) {
    const mark = await besideLists(call, () => call('articles.markRead', everything));
    const { undoId, changed } = mark.value;
    const undo = await besideLists(call, () => call('articles.undoMark', { undoId, undone: true }));
    if (undo.value.changed !== changed) throw new Error('Not all of the mark was taken back.');
    marked = changed;
    marks.push(mark.milliseconds);
    undoings.push(undo.milliseconds);
    lists.push(mark.longestList, undo.longestList);
  }
  return {
    marked,
    mark: exactMedian(marks),
    undo: exactMedian(undoings),
    longestList: exactMedian(lists),
  };
}

/**
 * One statement each, undone again.
 * @param {import('better-sqlite3').Database} database
 */
export function measureBareMarks(database) {
  const marks = [];
  const undoings = [];
  for (let round = 0; round < rounds; round += 1) {
    database.exec('BEGIN IMMEDIATE');
    const ids = JSON.stringify(database.prepare('SELECT id FROM unread ORDER BY id').pluck().all());
    let startedAt = performance.now();
    database.exec('DELETE FROM unread WHERE feed_id > 0');
    marks.push(performance.now() - startedAt);
    const insert = database.prepare(
      `INSERT INTO unread SELECT s.feed_id, s.sort_at, s.id
       FROM json_each(?) n CROSS JOIN article_states s ON s.id = n.value`,
    );
    startedAt = performance.now();
    insert.run(ids);
    undoings.push(performance.now() - startedAt);
    database.exec('ROLLBACK');
  }
  return { mark: exactMedian(marks), undo: exactMedian(undoings) };
}
