// @ts-check
// What the parser must reach. Times have no floor here: a busy machine proves nothing about them.

/** @type {Readonly<Record<string, number>>} */
const atLeast = {
  feedparser_pct: 98.5,
  others_pct: 95,
  all_pct: 97.5,
  real_count_pct: 99,
  real_body_pct: 98.5,
  opml_pct: 98,
};

/**
 * @param {Readonly<Record<string, number>>} figures
 * @param {Readonly<Record<string, number>>} smoke
 * @param {{ dangerous: number, executed: number | null }} attacks
 * @returns {string[]} each figure that is below its floor, in words
 */
export function belowFloors(figures, smoke, attacks) {
  const below = Object.entries(atLeast)
    .filter(([name, floor]) => !((figures[name] ?? 0) >= floor))
    .map(([name, floor]) => `${name} is ${String(figures[name])}, not ${String(floor)}`);
  const none = {
    real_rejected: figures.real_rejected,
    crashes: smoke.crashes,
    hangs: smoke.hangs,
    attacks_dangerous: attacks.dangerous,
    attacks_executed: attacks.executed ?? 0,
  };
  const some = Object.entries(none)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name} is ${String(count)}, not 0`);
  return [...below, ...some];
}
