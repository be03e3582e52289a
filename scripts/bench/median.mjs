// @ts-check
// The middle of several measurements: on a shared machine the only figure worth comparing.

/**
 * @param {readonly number[]} values at least one
 * @returns {number} the median, rounded to whole units
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  const lower = sorted[middle - 1] ?? upper;
  return Math.round(sorted.length % 2 === 0 ? (lower + upper) / 2 : upper);
}
