// @ts-check
// The figures as a table for people, and as those that are compared over time.

/** @typedef {import('./measure.mjs').Spread} Spread */
/** @typedef {{ name: string, kind: string, bare: Spread, engine: Spread }} Answered */
/**
 * @typedef {object} Measured
 * @property {number} count
 * @property {import('./buildLibrary.mjs').Written} written
 * @property {Answered[]} answered
 * @property {{ marked: number, mark: number, undo: number, longestList: number }} marks
 * @property {{ mark: number, undo: number }} bareMarks
 * @property {{ warm: number, cold: number | null }} start
 * @property {{ open: number, bareOpen: number }} open
 */

/** @param {number} value */
const milliseconds = (value) => value.toFixed(value < 10 ? 2 : 1);
/** @param {string} name @param {readonly string[]} cells */
const row = (name, cells) => name.padEnd(26) + cells.map((cell) => cell.padStart(10)).join('');

/** @param {Measured} measured @returns {string} */
export function tableOf({ count, written, answered, marks, bareMarks, start, open }) {
  const parts = written.parts.map(([name, bytes]) => `${name} ${bytes.toFixed(0)}`).join(', ');
  return [
    `${count.toLocaleString('en')} articles of ${String(500)} feeds, milliseconds`,
    row('', ['bare p50', 'ours p50', 'p95', 'max']),
    ...answered.map(({ name, bare, engine }) =>
      row(name, [bare.p50, engine.p50, engine.p95, engine.max].map(milliseconds)),
    ),
    row(`mark ${String(marks.marked)} read`, [bareMarks.mark, marks.mark].map(milliseconds)),
    row('undo it', [bareMarks.undo, marks.undo].map(milliseconds)),
    row('longest list meanwhile', ['', milliseconds(marks.longestList)]),
    row('open', [open.bareOpen, open.open].map(milliseconds)),
    row('process to first list', ['', milliseconds(start.warm)]),
    row('the same, cold', ['', start.cold === null ? 'unknown' : milliseconds(start.cold)]),
    row('insert, µs an article', [written.bareInsertMicroseconds, written.insertMicroseconds].map(milliseconds)),
    row('bytes an article', ['', written.bytesPerArticle.toFixed(0)]),
    row('unpacked', ['', written.unpackedBytesPerArticle.toFixed(0)]),
    `written in ${written.writeSeconds.toFixed(0)} s, indexed in ${written.indexSeconds.toFixed(0)} s; bytes an article: ${parts}`,
  ].join('\n'); // prettier-ignore
}

/** @param {Measured} measured @returns {Record<string, number | string>} */
export function summaryOf({ written, answered, marks, start }) {
  const rounded = (/** @type {number} */ value) => Number(value.toFixed(2));
  const of = (/** @type {string} */ kind) => answered.filter((each) => each.kind === kind);
  const worst = of('search').reduce((one, other) =>
    other.engine.p95 > one.engine.p95 ? other : one,
  );
  return {
    list_p95_ms: rounded(Math.max(...of('list').map(({ engine }) => engine.p95))),
    counts_ms: rounded(Math.max(...of('counts').map(({ engine }) => engine.p50))),
    search_p95_ms: rounded(worst.engine.p95),
    search_worst_kind: worst.name,
    mark_ms: rounded(marks.mark),
    undo_ms: rounded(marks.undo),
    mark_longest_list_ms: rounded(marks.longestList),
    start_ms: rounded(start.warm),
    bytes_per_article: Math.round(written.bytesPerArticle),
  };
}
