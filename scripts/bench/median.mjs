// @ts-check
// The middle of several measurements: on a shared machine the only figure worth comparing.

/**
 * @param {readonly number[]} values at least one
 * @returns {number} the median, rounded to whole units
 */
export function median(values) {
  return Math.round(exactMedian(values));
}

/**
 * @param {readonly number[]} values at least one
 * @param {number} percent 0 to 100
 * @returns {number} the smallest value that at least so many percent of them do not exceed (nearest rank)
 */
export function percentile(values, percent) {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return Number((sorted[rank - 1] ?? Number.NaN).toFixed(2));
}

/**
 * @param {readonly number[]} values at least one
 * @returns {number} the median as it is, for values below whole units
 */
export function exactMedian(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 0 ? ((sorted[middle - 1] ?? upper) + upper) / 2 : upper;
}
