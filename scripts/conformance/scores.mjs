// @ts-check
// What the reports of the runners come to, in the figures of docs/conformance.md.
import { reportOf, runRunner } from './sharedRunners.mjs';

/** Groups of the feedparser suite; the other suites name theirs after themselves. */
const otherSuites = /^(?:gofeed|feed-rs|lemon24|miniflux)(?:\/|$)/;
const encodings = 'encoding-synth';
/** The sanitiser is graded apart, and nobody publishes CDF any more. */
const leftOut = ['wellformed/sanitize', 'wellformed/cdf'];

/** @typedef {[passed: number, total: number]} Tally */
/**
 * @typedef {object} Failure
 * @property {string} id
 * @property {string} [path] the field that is not as expected
 */
/**
 * @typedef {object} FeedScores
 * @property {Tally} feedparser
 * @property {Tally} others
 * @property {Tally} encodings
 * @property {Tally} all
 * @property {Failure[]} failures
 */

/** @param {Tally} tally @returns {number} with one digit, as the runners print it */
export function percent([passed, total]) {
  return total === 0 ? 0 : Number(((100 * passed) / total).toFixed(1));
}

/**
 * @param {import('./sharedRunners.mjs').OwnParser | 'rss-parser'} parser
 * @returns {Promise<FeedScores>}
 */
export async function feedScores(parser) {
  const { groups, tot, fails } = await reportOf('feeds', parser, ['--sanitize', 'sanitize-html']);
  /** @param {(group: string) => boolean} isMeant @returns {Tally} */
  const tally = (isMeant) => {
    const meant = Object.entries(groups).filter(([group]) => isMeant(group));
    return [
      meant.reduce((sum, [, { pass }]) => sum + pass, 0),
      meant.reduce((sum, [, { total }]) => sum + total, 0),
    ];
  };
  return {
    feedparser: tally(
      (group) => group !== encodings && !otherSuites.test(group) && !leftOut.includes(group),
    ),
    others: tally((group) => otherSuites.test(group)),
    encodings: tally((group) => group === encodings),
    all: [tot.pass, tot.total],
    failures: fails.filter((/** @type {{ smoke?: boolean }} */ { smoke }) => smoke !== true),
  };
}

/**
 * @typedef {object} RealScores
 * @property {number} rejected
 * @property {Tally} count feeds with as many entries as the reference
 * @property {Tally} body texts that read the same
 */
/**
 * @param {import('./sharedRunners.mjs').OwnParser | 'rss-parser'} parser
 * @returns {Promise<RealScores>}
 */
export async function realScores(parser) {
  const { st, F } = await reportOf('realworld', parser);
  return { rejected: st.threw, count: [st.countOk, st.files], body: F['body text'] };
}

/** @returns {Promise<Tally>} */
export async function opmlScores() {
  const total = /^TOTAL\s+(\d+)\/(\d+)/m.exec(await runRunner('opml', 'adapter'));
  if (total === null) throw new Error('The OPML runner printed no total.');
  return [Number(total[1]), Number(total[2])];
}
