// @ts-check
// The rounds as a table for people, and as the figures that are compared over time.
import { exactMedian } from '../median.mjs';

/** @typedef {import('./measureRound.mjs').Round} Round */

const phases = /** @type {const} */ (['cold', 'all304', 'churn']);
const ownPhases = /** @type {const} */ ([...phases, 'searchable']);
/** @typedef {(typeof ownPhases)[number]} Phase */
/** Rows of the table: our phase, and newsboat's that it is held against, which has no index and is done with the fetch. */
const rowsOfTable = /** @type {const} */ ([
  ['first fetch', 'cold', 'cold'],
  ['and searchable', 'searchable', 'cold'],
  ['all 304', 'all304', 'all304'],
  ['one new each', 'churn', 'churn'],
]);

/** @param {readonly Round[]} rounds @param {(round: Round) => number} figure */
const medianOf = (rounds, figure) => exactMedian(rounds.map(figure));
/** @param {number} value @param {number} digits */
const rounded = (value, digits) => Number(value.toFixed(digits));

/**
 * @param {readonly Round[]} rounds
 * @param {number} feeds
 * @param {number} delayMs
 * @returns {string}
 */
export function tableOf(rounds, feeds, delayMs) {
  const head = `${String(feeds)} feeds, servers take ${String(delayMs)} ms, ${String(rounds.length)} rounds`;
  const columns = [
    '',
    'ours',
    'newsboat',
    'ratio',
    'CPU',
    'newsboat',
    'MB',
    'list p50',
    'p95',
    'max ms',
  ];
  const rows = rowsOfTable.map(([name, phase, opponent]) => {
    const own = medianOf(rounds, (round) => round.own[phase].seconds);
    const other = medianOf(rounds, (round) => round.newsboat[opponent].seconds);
    return [
      name,
      own.toFixed(2),
      other.toFixed(2),
      (own / other).toFixed(2),
      medianOf(rounds, (round) => round.own[phase].cpuSeconds).toFixed(2),
      medianOf(rounds, (round) => round.newsboat[opponent].cpuSeconds).toFixed(2),
      String(Math.round(medianOf(rounds, (round) => round.own[phase].peakMegabytes))),
      medianOf(rounds, (round) => round.own[phase].list.p50).toFixed(1),
      medianOf(rounds, (round) => round.own[phase].list.p95).toFixed(1),
      medianOf(rounds, (round) => round.own[phase].list.max).toFixed(1),
    ];
  });
  const parts = [
    `newsboat as installed, first fetch ${medianOf(rounds, (round) => round.newsboat.installed.seconds).toFixed(2)} s, ${String(Math.round(medianOf(rounds, (round) => round.newsboat.cold.peakMegabytes)))} MB`,
    `bare parts: fetch ${medianOf(rounds, ({ parts }) => parts.fetchSeconds).toFixed(2)}, and parse ${medianOf(rounds, ({ parts }) => parts.parseSeconds).toFixed(2)}, and insert ${medianOf(rounds, ({ parts }) => parts.insertSeconds).toFixed(2)}, all 304 ${medianOf(rounds, ({ parts }) => parts.notModifiedSeconds).toFixed(2)}`,
  ];
  return [head, ...[columns, ...rows].map(inColumns), ...parts].join('\n');
}

/** @param {readonly string[]} cells */
function inColumns(cells) {
  return cells.map((cell, index) => (index === 0 ? cell.padEnd(15) : cell.padStart(10))).join('');
}

/**
 * Ours divided by newsboat's best, in the same run.
 * @param {readonly Round[]} rounds
 * @returns {Record<string, number>}
 */
export function summaryOf(rounds) {
  const ratio = (/** @type {Phase} */ phase, /** @type {(typeof phases)[number]} */ opponent) =>
    rounded(
      medianOf(rounds, (round) => round.own[phase].seconds) /
        medianOf(rounds, (round) => round.newsboat[opponent].seconds),
      2,
    );
  return {
    cold_ratio: ratio('cold', 'cold'),
    searchable_ratio: ratio('searchable', 'cold'),
    all304_ratio: ratio('all304', 'all304'),
    churn_ratio: ratio('churn', 'churn'),
    list_p95_ms: rounded(
      Math.max(...ownPhases.map((phase) => medianOf(rounds, (round) => round.own[phase].list.p95))),
      1,
    ),
    engine_rss_mb: Math.max(
      ...rounds.flatMap((round) => ownPhases.map((phase) => round.own[phase].peakMegabytes)),
    ),
  };
}
