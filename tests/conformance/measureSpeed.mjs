/**
 * How long the parser takes, from bytes to articles. Prints one JSON object: the medians over several
 * runs of the time for a real feed, for plain rss-parser on the same feeds, and for a feed of 5 MB.
 */
import './sourceHooks.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Parser from 'rss-parser';
import { exactMedian } from '../../scripts/bench/median.mjs';
import { fixtures } from '../../scripts/conformance/sharedRunners.mjs';

const source = new URL('../../src/main/parser/readDocument.ts', import.meta.url).href;
const { readDocument } = await import(source);

const rounds = 7;
const context = { url: 'https://example.org/feed', contentType: null };
const known = new Map();

/** @type {{ file: string }[]} */
const cases = JSON.parse(readFileSync(path.join(fixtures, 'cases', 'realworld.json'), 'utf8'));
const feeds = cases.map(({ file }) => readFileSync(path.join(fixtures, file)));

/** @param {Buffer} bytes @returns {Promise<unknown>} */
const ours = (bytes) => readDocument({ kind: 'feed', bytes, context, known });
/** What rss-parser cannot read costs it little, and is left out of neither side. */
const plain = (/** @type {Buffer} */ bytes) =>
  new Promise((resolve) => {
    // One that never settles has done its work all the same.
    new Parser().parseString(bytes.toString('utf8')).then(resolve, resolve);
    setImmediate(resolve);
  });

/** @param {readonly Buffer[]} documents @param {(bytes: Buffer) => Promise<unknown>} read */
async function millisecondsFor(documents, read) {
  const start = performance.now();
  for (const bytes of documents) await read(bytes);
  return (performance.now() - start) / documents.length;
}

/** 5 MB of items with about 2 KB of escaped HTML each. */
function bigFeed() {
  const paragraph =
    '&lt;p&gt;Some words of text, &lt;a href="https://example.org/a?b=1"&gt;a link&lt;/a&gt; &amp;amp; an &lt;img src="/i.png" alt=""&gt;.&lt;/p&gt;\n';
  const items = [];
  for (let size = 0; size < 5_000_000;) {
    const number = String(items.length);
    const item = `<item><title>Item ${number} &amp; more</title><link>https://example.org/${number}</link><guid isPermaLink="false">tag:example.org,2026:${number}</guid><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><dc:creator>Ada</dc:creator><category>One</category><category>Two</category><description>${paragraph.repeat(15)}</description></item>`;
    items.push(item);
    size += item.length;
  }
  return Buffer.from(
    `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Big</title>${items.join('')}</channel></rss>`,
  );
}

const big = [bigFeed()];
/** @type {{ ours: number[], plain: number[], big: number[] }} */
const times = { ours: [], plain: [], big: [] };
await millisecondsFor(feeds, ours);
await millisecondsFor(feeds, plain);
// The two take turns, so that a busy moment of the machine hits both.
for (let round = 0; round < rounds; round += 1) {
  times.ours.push(await millisecondsFor(feeds, ours));
  times.plain.push(await millisecondsFor(feeds, plain));
  times.big.push(await millisecondsFor(big, ours));
}
process.stdout.write(
  `${JSON.stringify({
    msPerFeed: exactMedian(times.ours),
    plainMsPerFeed: exactMedian(times.plain),
    bigFeedMs: exactMedian(times.big),
  })}\n`,
);
