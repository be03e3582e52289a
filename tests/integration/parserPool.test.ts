import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ParserPool, type ParserPoolOptions } from '../../src/main/parser/parserPool';
import { items, rss } from '../support/builders';
import { temporaryFolder } from '../support/forOneTest';
import { PARSER_PATH } from '../support/threads';

const context = { url: 'https://example.org/feed', contentType: null };
const nothingKnown = new Map<string, string>();
const good = Buffer.from(rss(items(3)));
function pool(options: Partial<ParserPoolOptions> = {}): ParserPool {
  const started = new ParserPool({ path: PARSER_PATH, ...options });
  onTestFinished(() => started.close());
  return started;
}

/** A thread of the test's own making instead of the parser. */
function poolOver(source: string, options: Partial<ParserPoolOptions> = {}): ParserPool {
  const path = join(temporaryFolder(), 'thread.mjs');
  writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${source}`);
  return pool({ path, ...options });
}

describe('the parser thread', () => {
  test('reads feeds, pages and outlines, and cleans articles', async () => {
    const parser = pool();
    expect((await parser.parseFeed(good, context, nothingKnown)).articles).toHaveLength(3);
    expect((await parser.inspect(good, context)).kind).toBe('feed');
    const page = '<html><head><link rel="alternate" type="application/rss+xml" href="f"></head>';
    expect(await parser.inspect(Buffer.from(page), context)).toEqual({
      kind: 'page',
      page: {
        feeds: [{ url: 'https://example.org/f', title: 'example.org' }],
        icons: [],
        title: '',
      },
    });
    expect(await parser.clean('<p onclick="x">a</p>', context.url)).toEqual({ html: '<p>a</p>' });
    const opml = '<opml><body><outline xmlUrl="https://example.org/f"/></body></opml>';
    expect(await parser.readOpml(Buffer.from(opml))).toMatchObject([
      { kind: 'feed', url: 'https://example.org/f', title: null },
    ]);
  });

  test('answers each of many at once with its own result', async () => {
    const parser = pool();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        parser.parseFeed(
          Buffer.from(rss(items(index), `Feed ${String(index)}`)),
          context,
          nothingKnown,
        ),
      ),
    );
    expect(results.map(({ title, articles }) => [title, articles.length])).toEqual(
      results.map((_, index) => [`Feed ${String(index)}`, index]),
    );
  });

  test('frees a feed that has been read, unless others may share its memory', async () => {
    const parser = pool();
    const own = Uint8Array.from(good);
    const shared = Uint8Array.from([...good, 0x20]).subarray(0, good.byteLength);
    for (const bytes of [own, shared]) await parser.parseFeed(bytes, context, nothingKnown);
    expect(own.byteLength).toBe(0);
    expect(Buffer.from(shared).equals(good)).toBe(true);
    const asked = Uint8Array.from(good);
    await parser.inspect(asked, context);
    expect(Buffer.from(asked).equals(good)).toBe(true);
  });

  test('passes a foreseen failure on, and goes on', async () => {
    const parser = pool();
    const cut = { ...context, isFramed: false };
    await expect(parser.parseFeed(good.subarray(0, 200), cut, nothingKnown)).rejects.toMatchObject({
      code: 'incomplete',
    });
    await expect(
      parser.parseFeed(Buffer.from('hello'), context, nothingKnown),
    ).rejects.toMatchObject({
      code: 'not-a-feed',
    });
    expect((await parser.parseFeed(good, context, nothingKnown)).title).toBe('Test feed');
  });
});

describe('a document that nobody can read', () => {
  test('for its length of time is killed at its deadline, and the next is read', async () => {
    // No document is known that hangs the reader, so the thread hangs by itself.
    const parser = poolOver(
      `parentPort.on('message', ({ id, job }) => {
        while (job.context.url.endsWith('hang'));
        parentPort.postMessage({ id, ok: true, value: 'read' });
      });`,
      { deadlineMs: 1000 },
    );
    await parser.parseFeed(good, context, nothingKnown);
    const start = performance.now();
    const [hopeless, next] = await Promise.allSettled([
      parser.parseFeed(good, { ...context, url: 'https://example.org/hang' }, nothingKnown),
      parser.parseFeed(good, context, nothingKnown),
    ]);
    expect(hopeless).toMatchObject({ status: 'rejected', reason: { code: 'too-large' } });
    expect(next).toMatchObject({ status: 'fulfilled', value: 'read' });
    const took = performance.now() - start;
    expect(took).toBeGreaterThanOrEqual(990);
    expect(took).toBeLessThan(8000);
  });

  test('within its memory is given up, and the next is read', async () => {
    const parser = pool({ memoryMegabytes: 32 });
    const large = Buffer.from(rss(items(60_000)));
    await expect(parser.parseFeed(large, context, nothingKnown)).rejects.toMatchObject({
      code: 'too-large',
    });
    expect((await parser.parseFeed(good, context, nothingKnown)).title).toBe('Test feed');
  });

  test('and its deadline do not count against the documents that wait', async () => {
    const thread =
      "parentPort.on('message', ({ id, job }) => { setTimeout(() => parentPort.postMessage({ id, ok: true, value: job.context.url }), 150); });";
    const parser = poolOver(thread, { deadlineMs: 400 });
    const urls = Array.from({ length: 5 }, (_, index) => `https://example.org/${String(index)}`);
    const read = urls.map((url) =>
      parser.parseFeed(good, { url, contentType: null }, nothingKnown),
    );
    expect(await Promise.all(read)).toEqual(urls);
  });
});

describe('a sparing pool', () => {
  test('keeps its thread while documents wait, and no longer', async () => {
    const parser = poolOver(
      `import { threadId } from 'node:worker_threads';
      parentPort.on('message', ({ id }) => parentPort.postMessage({ id, ok: true, value: threadId }));`,
      { isSparing: true },
    );
    const read = (): Promise<unknown> => parser.readArticle(good, context);
    const [first, second] = await Promise.all([read(), read()]);
    expect(second).toBe(first);
    expect(await read()).not.toBe(first);
  });

  test('reads pages', async () => {
    const parser = pool({ isSparing: true });
    const page = Buffer.from('<!doctype html><title>Start</title><p>Words');
    for (let time = 0; time < 2; time += 1) {
      expect(await parser.readArticle(page, context)).toMatchObject({ title: 'Start', url: context.url }); // prettier-ignore
    }
  });
});

describe('a thread that ends', () => {
  test('by an error fails its document only; another thread reads the next', async () => {
    const parser = poolOver(`
      parentPort.on('message', ({ id, job }) => {
        if (job.context.url.endsWith('crash')) throw new Error('broken');
        parentPort.postMessage({ id, ok: true, value: 'read' });
      });`);
    const crash = parser.parseFeed(
      good,
      { ...context, url: 'https://example.org/crash' },
      nothingKnown,
    );
    const next = parser.parseFeed(good, context, nothingKnown);
    await expect(crash).rejects.toMatchObject({ code: 'too-large' });
    await expect(next).resolves.toBe('read');
  });

  test('without a word fails its document at once; another thread reads the next', async () => {
    const parser = poolOver(
      `parentPort.on('message', ({ id, job }) => {
        if (job.context.url.endsWith('exit')) process.exit(0);
        parentPort.postMessage({ id, ok: true, value: 'read' });
      });`,
      { deadlineMs: 60_000 },
    );
    const exit = parser.parseFeed(
      good,
      { ...context, url: 'https://example.org/exit' },
      nothingKnown,
    );
    const next = parser.parseFeed(good, context, nothingKnown);
    await expect(exit).rejects.toMatchObject({ code: 'too-large' });
    await expect(next).resolves.toBe('read');
  });

  test('cannot hand back an answer to a question of before', async () => {
    const parser = poolOver(`
      let first = true;
      parentPort.on('message', ({ id }) => {
        if (first) parentPort.postMessage({ id: id - 1, ok: true, value: 'stale' });
        first = false;
        parentPort.postMessage({ id, ok: true, value: 'right' });
      });`);
    await expect(parser.parseFeed(good, context, nothingKnown)).resolves.toBe('right');
  });

  test('at its start fails the document and hangs nobody', async () => {
    const parser = pool({ path: join(temporaryFolder(), 'missing.mjs') });
    await expect(parser.parseFeed(good, context, nothingKnown)).rejects.toMatchObject({
      code: 'too-large',
    });
    await expect(parser.parseFeed(good, context, nothingKnown)).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

describe('closing', () => {
  test('ends what is read and what waits, and nothing is read afterwards', async () => {
    const parser = pool();
    const pending = [
      parser.parseFeed(good, context, nothingKnown),
      parser.parseFeed(good, context, nothingKnown),
    ];
    const closed = parser.close();
    for (const outcome of await Promise.allSettled(pending)) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'cancelled' } });
    }
    await closed;
    await expect(parser.parseFeed(good, context, nothingKnown)).rejects.toMatchObject({
      code: 'cancelled',
    });
  });

  test('a pool that never read anything is done at once', async () => {
    await expect(pool().close()).resolves.toBeUndefined();
  });
});
