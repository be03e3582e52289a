// @ts-check
// Broadsheet's engine as the app starts it, in a process of its own so that its memory and CPU can be told apart. It does what
// it is told over the IPC channel and reports what that took.
import path from 'node:path';
import Database from 'better-sqlite3';
import { startEngineWorker } from '../engineWorker.mjs';
import { percentile } from '../median.mjs';
import { oldestAt } from './feedDocuments.mjs';

/** How often the list is asked for while a refresh runs, in milliseconds. */
const listEveryMs = 20;
/** How often it is asked whether everything can be found, in milliseconds. */
const statusEveryMs = 10;
const firstSearch = { scope: { kind: 'all' }, before: null, limit: 50 };
const firstPage = { scope: { kind: 'all' }, show: 'all', before: null, limit: 100 };

const profile = process.argv[2] ?? '';
const engine = startEngineWorker(profile);

/** @type {Map<number, (reply: any) => void>} */
const calls = new Map();
/** @type {Set<(event: any) => void>} */
const listeners = new Set();
let lastId = 0;
const opened = new Promise((resolve) => {
  engine.on('message', (message) => {
    if (message.kind === 'reply') {
      calls.get(message.id)?.(message.reply);
      calls.delete(message.id);
    } else if (message.kind === 'event') for (const listener of listeners) listener(message.event);
    else if (message.kind === 'ask') {
      const value = message.question === 'proxy.resolve' ? 'DIRECT' : null;
      engine.postMessage({ kind: 'answer', id: message.id, value });
    } else if (message.kind === 'status' && message.status.state === 'ready') resolve(undefined);
    else if (message.kind === 'closed') process.exit(0);
  });
});

/** @param {string} method @param {unknown} input @returns {Promise<any>} */
async function call(method, input) {
  lastId += 1;
  const id = lastId;
  const reply = await new Promise((resolve) => {
    calls.set(id, resolve);
    engine.postMessage({ kind: 'call', id, method, input });
  });
  if (!reply.ok) throw new Error(`${method}: ${JSON.stringify(reply.error)}`);
  return reply.value;
}

/** Resolves with the end of the refresh run under way. @returns {Promise<any>} */
function runEnded() {
  return new Promise((resolve) => {
    const listener = (/** @type {any} */ event) => {
      if (event.name !== 'refresh.progress' || event.payload.state === 'running') return;
      listeners.delete(listener);
      resolve(event.payload);
    };
    listeners.add(listener);
  });
}

/** Asks for the list again and again, until it is told to stop. @returns {() => Promise<{ p50: number, p95: number, max: number }>} */
function askForList() {
  /** @type {number[]} */
  const answers = [];
  let isAsking = true;
  const asking = (async () => {
    while (isAsking) {
      const askedAt = performance.now();
      await call('articles.list', firstPage);
      answers.push(performance.now() - askedAt);
      await new Promise((resolve) => setTimeout(resolve, listEveryMs));
    }
  })();
  return async () => {
    isAsking = false;
    await asking;
    return {
      p50: percentile(answers, 50),
      p95: percentile(answers, 95),
      max: percentile(answers, 100),
    };
  };
}

/**
 * Times a refresh from the call that starts it to the end of its run, asking for the list meanwhile.
 * @param {() => Promise<unknown>} start
 */
async function measureRun(start) {
  const stopAsking = askForList();
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const ended = runEnded();
  await start();
  const run = await ended;
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  return { seconds, run, cpuSeconds, peakMegabytes: peakMegabytes(), list: await stopAsking() };
}

const peakMegabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);

/** Times how long it takes until nothing waits to be indexed, asking for the list meanwhile. */
async function measureIndexing() {
  const stopAsking = askForList();
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  while ((await call('search.status', {})).waiting > 0) {
    await new Promise((resolve) => setTimeout(resolve, statusEveryMs));
  }
  const seconds = (performance.now() - startedAt) / 1000;
  const cpu = process.cpuUsage(cpuBefore);
  const cpuSeconds = (cpu.user + cpu.system) / 1e6;
  return { seconds, cpuSeconds, peakMegabytes: peakMegabytes(), list: await stopAsking() };
}

/** The newest and the oldest article must be found by their titles. */
async function findSome() {
  const { rows } = await call('articles.list', firstPage);
  let oldest = rows.at(-1);
  // Far back the pages are few.
  let before = { sortAt: oldestAt + 1, id: 1 };
  while (before !== null) {
    const page = await call('articles.list', { ...firstPage, before });
    oldest = page.rows.at(-1) ?? oldest;
    before = page.next;
  }
  for (const { id, title } of [rows[0], oldest]) {
    const text = `title:"${title}"`;
    const found = await call('search.articles', { ...firstSearch, text });
    if (!found.rows.some((/** @type {{ id: number }} */ row) => row.id === id)) {
      throw new Error(`Article ${String(id)} is not found by its title.`);
    }
  }
}

/** An hour and more goes by: every time the engine stored is moved back, so that the servers may be asked again. */
function letTimePass() {
  const database = new Database(path.join(profile, 'library.sqlite3'));
  database.pragma('busy_timeout = 5000');
  database.exec(
    'UPDATE fetch_states SET checked_at = checked_at - 90000000, next_due_at = 0, next_allowed_at = 0; DELETE FROM host_holds',
  );
  database.close();
}

/** Opens the newest and the oldest article, which must be there in full. */
async function readSome() {
  const { rows } = await call('articles.list', firstPage);
  const first = await call('articles.get', { id: rows[0].id });
  const last = await call('articles.get', { id: rows.at(-1).id });
  if (Math.min(first.html.length, last.html.length) < 1000) throw new Error('Articles lack text.');
}

/** @type {Record<string, (input: any) => Promise<unknown>>} */
const orders = {
  async import(/** @type {string[]} */ addresses) {
    const outlines = addresses.map((url) => `<outline type="rss" text="" xmlUrl="${url}"/>`);
    const text = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
    const { privateFeeds } = await call('opml.import', { text });
    const measured = await measureRun(() => call('feeds.allowPrivate', { feedIds: privateFeeds }));
    // Both begin with the import, so that nothing between the two is left out.
    const indexing = await measureIndexing();
    await readSome();
    await findSome();
    return {
      ...measured,
      searchable: { ...indexing, seconds: measured.seconds + indexing.seconds },
    };
  },
  async refresh() {
    letTimePass();
    return measureRun(() => call('refresh.start', { scope: { kind: 'all' } }));
  },
  counts: () => call('articles.counts', {}),
  async close() {
    engine.postMessage({ kind: 'close' });
    return new Promise(() => undefined);
  },
};

process.on('message', (/** @type {{ order: string, input: unknown }} */ { order, input }) => {
  orders[order]?.(input).then(
    (value) => process.send?.({ value }),
    (/** @type {unknown} */ error) => process.send?.({ error: String(error) }),
  );
});
await opened;
process.send?.({ value: 'open' });
