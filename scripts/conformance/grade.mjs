// @ts-check
// Everything that is graded, in one run, ours next to plain rss-parser.
import { inProject } from '../setup/projectFolder.mjs';
import { feedScores, opmlScores, percent, realScores } from './scores.mjs';
import { runModule } from './sharedRunners.mjs';
import { tableOf } from './table.mjs';

/** @param {import('./scores.mjs').Tally} tally */
const share = (tally) => `${String(tally[0])}/${String(tally[1])} ${percent(tally).toFixed(1)} %`;

/** @param {string} name a script of tests/conformance that prints JSON */
const measured = async (name) =>
  JSON.parse(await runModule(inProject('tests', 'conformance', `${name}.mjs`)));

/**
 * @returns {Promise<{ figures: Record<string, number>, smoke: Record<string, number>, report: string }>}
 *   `figures` under the names that `floors.mjs` judges; `report` is for people.
 */
export async function grade() {
  // One after the other: the times would mean nothing otherwise.
  const ours = await feedScores('adapter');
  const plain = await feedScores('rss-parser');
  const real = await realScores('shownAdapter');
  const plainReal = await realScores('rss-parser');
  const opml = await opmlScores();
  const smoke = await measured('smoke');
  const speed = await measured('measureSpeed');

  const table = tableOf([
    ['', 'Broadsheet', 'plain rss-parser'],
    ['feedparser, without sanitising and CDF', share(ours.feedparser), share(plain.feedparser)],
    ['gofeed, feed-rs, lemon24, Miniflux', share(ours.others), share(plain.others)],
    ['encodings', share(ours.encodings), share(plain.encodings)],
    ['all of them, with a sanitiser', share(ours.all), share(plain.all)],
    ['real feeds rejected', String(real.rejected), String(plainReal.rejected)],
    ['real feeds with every entry', share(real.count), share(plainReal.count)],
    ['texts of real feeds', share(real.body), share(plainReal.body)],
    ['OPML', share(opml), ''],
    ['a real feed, ms', speed.msPerFeed.toFixed(1), speed.plainMsPerFeed.toFixed(1)],
    ['a feed of 5 MB, ms', speed.bigFeedMs.toFixed(0), ''],
    [`feedvalidator's ${String(smoke.files)} files: crashes`, String(smoke.crashes), ''],
    ['hangs', String(smoke.hangs), ''],
  ]);
  const failures = ours.failures.map(({ id, path }) => `  ${id} (${path ?? ''})`);
  return {
    figures: {
      feedparser_pct: percent(ours.feedparser),
      others_pct: percent(ours.others),
      encodings: ours.encodings[0],
      all_pct: percent(ours.all),
      real_rejected: real.rejected,
      real_count_pct: percent(real.count),
      real_body_pct: percent(real.body),
      opml_pct: percent(opml),
      ms_per_feed: Number(speed.msPerFeed.toFixed(2)),
      big_feed_ms: Math.round(speed.bigFeedMs),
    },
    smoke,
    report: `${table}\n\nNot as expected:\n${[...new Set(failures)].join('\n')}\n`,
  };
}
