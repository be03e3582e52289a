// @ts-check
// Writes the articles of a feed in a thread of its own, so that the library is not measured, and not held up, by that.
import { parentPort } from 'node:worker_threads';
import { articleOf } from './articleTexts.mjs';

parentPort?.on('message', ({ feed, from, count, feeds }) => {
  // The oldest first, as they would have come.
  const articles = Array.from({ length: count }, (_, index) =>
    articleOf(feed, from + count - 1 - index, feeds),
  );
  parentPort?.postMessage(articles);
});
