// @ts-check
// Counts how many cases of each protocol the tests have proved. A case is proved when every test that carries it passed.

/** @typedef {Record<string, [passed: number, demanded: number]>} ProtocolCounts */

/**
 * The cases a title carries: "[A8.03] [S1.4, S1.5] opens" carries A8.3, S1.4 and S1.5. Leading zeros do not matter.
 * @param {string} title
 * @returns {{ protocol: string, name: string }[]}
 */
export function casesInTitle(title) {
  return [...title.matchAll(/\[([^\]]+)\]/g)]
    .flatMap((match) => (match[1] ?? '').split(/[\s,;]+/))
    .flatMap((word) => {
      const parts = /^([A-Z]\d+)\.(\S+)$/.exec(word);
      if (parts === null) return [];
      const [, protocol = '', name = ''] = parts;
      return [{ protocol, name: `${protocol}.${name.replace(/(^|\.)0+(?=\d)/g, '$1')}` }];
    });
}

/**
 * Counts the proved cases of each protocol. With more cases than demanded the count stops at what is demanded; a failing case is
 * never hidden by others that passed.
 * @param {import('./testResult.mjs').TestResult[]} tests
 * @param {Record<string, number>} rows cases demanded, by protocol
 * @returns {{ counts: ProtocolCounts, missing: number }} and how many cases no test carries, over all protocols
 */
export function countProtocols(tests, rows) {
  const cases = new Map();
  for (const test of tests) {
    for (const { protocol, name } of casesInTitle(test.title)) {
      const known = cases.get(name);
      cases.set(name, { protocol, passed: test.passed && known?.passed !== false });
    }
  }
  /** @type {ProtocolCounts} */
  const counts = {};
  let missing = 0;
  for (const [protocol, demanded] of Object.entries(rows)) {
    const own = [...cases.values()].filter((entry) => entry.protocol === protocol);
    const failed = own.filter((entry) => !entry.passed).length;
    counts[protocol] = [Math.max(0, Math.min(demanded - failed, own.length - failed)), demanded];
    missing += Math.max(0, demanded - own.length);
  }
  return { counts, missing };
}
