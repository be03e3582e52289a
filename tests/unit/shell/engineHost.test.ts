/** The host with real threads. They run a few lines instead of the engine, so that they can misbehave. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { EngineHost } from '../../../src/main/shell/engineHost';
import type { ShellAnswers } from '../../../src/main/shell/shellAnswers';
import { Log } from '../../../src/main/shell/log';
import type { ReaderEvent } from '../../../src/shared/contract/events';
import type { MediaId } from '../../../src/shared/model';
import { temporaryFolder } from '../../support/forOneTest';

/** Answers with what it was asked, ends when told to, and otherwise behaves as an engine does. */
const OBEDIENT = `
  const { parentPort } = require('node:worker_threads');
  const send = (message) => parentPort.postMessage(message);
  send({ kind: 'status', status: { state: 'ready' } });
  parentPort.on('message', ({ kind, id, method, input }) => {
    if (kind === 'close') {
      send({ kind: 'closed' });
      parentPort.close();
    } else if (method === 'end') process.exit(3);
    else if (method === 'fail') throw new Error('Out of luck');
    else if (method === 'tell') {
      send({ kind: 'event', event: input });
      send({ kind: 'log', entry: { level: 'warn', message: 'The engine says' } });
      send({ kind: 'reply', id, reply: { ok: true, value: null } });
    } else if (method !== 'keep silent') send({ kind: 'reply', id, reply: { ok: true, value: input } });
  });`;

/** Asks the shell what it is told to ask, and replies with what it heard; tells each notice as an event. */
const ASKING = `
  const { parentPort } = require('node:worker_threads');
  const send = (message) => parentPort.postMessage(message);
  send({ kind: 'status', status: { state: 'ready' } });
  parentPort.on('message', (message) => {
    const { kind, id, method, input, notice } = message;
    if (kind === 'close') {
      send({ kind: 'closed' });
      parentPort.close();
    } else if (kind === 'call' && method === 'end') process.exit(3);
    else if (kind === 'call') send({ kind: 'ask', id, question: method, input });
    else if (kind === 'notice') send({ kind: 'event', event: notice });
    else send({ kind: 'reply', id, reply: { ok: true, value: message } });
  });`;

/** The system's own words, without a system. */
const ANSWERS: ShellAnswers = {
  'proxy.resolve': (address) => Promise.resolve(`PROXY for ${address}`),
  'safe.seal': (text) => Promise.resolve(new TextEncoder().encode(text)),
  'safe.open': () => Promise.reject(new Error('The safe is stuck.')),
};

const FAILING = `
  const { parentPort } = require('node:worker_threads');
  parentPort.postMessage({ kind: 'status', status: { state: 'failed', reason: 'It is damaged.', ways: ['copy'] } });
  parentPort.on('message', () => parentPort.close());`;

const STUBBORN = `
  const { parentPort } = require('node:worker_threads');
  parentPort.postMessage({ kind: 'status', status: { state: 'ready' } });
  parentPort.on('message', () => undefined);`;

interface Running {
  readonly host: EngineHost;
  readonly states: string[];
  readonly events: ReaderEvent[];
  readonly threads: Worker[];
  readonly log: () => Promise<string>;
}

function start(code: string, now?: () => number): Running {
  const folder = temporaryFolder();
  const log = new Log(folder, false);
  const events: ReaderEvent[] = [];
  const states: string[] = [];
  const threads: Worker[] = [];
  const host = new EngineHost({
    startThread: () => {
      const thread = new Worker(code, { eval: true });
      threads.push(thread);
      return thread;
    },
    onEvent: (event) => {
      events.push(event);
      if (event.name === 'engine.status') states.push(event.payload.state);
    },
    answers: ANSWERS,
    log,
    ...(now === undefined ? {} : { now }),
  });
  onTestFinished(async () => {
    await host.close();
  });
  return {
    host,
    states,
    events,
    threads,
    log: async () => {
      await log.flush();
      return readFileSync(join(folder, 'broadsheet.log'), 'utf8');
    },
  };
}

const unavailable = {
  ok: false,
  error: { code: 'unavailable', message: expect.any(String) as unknown },
};
const ready = (host: EngineHost): Promise<void> =>
  vi.waitFor(() => {
    expect(host.status).toEqual({ state: 'ready' });
  });

test('calls that come before the engine is ready wait, and are answered in order', async () => {
  const { host, states } = start(OBEDIENT);
  expect(host.status).toEqual({ state: 'starting' });
  const order: number[] = [];
  const calls = [1, 2, 3].map(async (number) => {
    const reply = await host.call('ask', number);
    order.push(number);
    return reply;
  });
  expect(await Promise.all(calls)).toEqual([1, 2, 3].map((value) => ({ ok: true, value })));
  expect(order).toEqual([1, 2, 3]);
  expect(states).toEqual(['ready']);
});

test('events and log entries of the engine are passed on', async () => {
  const { host, events, log } = start(OBEDIENT);
  const event: ReaderEvent = { name: 'feeds.changed', payload: {} };
  await host.call('tell', event);
  expect(events).toContainEqual(event);
  expect(await log()).toContain('warn The engine says');
});

test('what the engine asks is answered, or it hears that there is no answer', async () => {
  const { host, log } = start(ASKING);
  const ask = async (question: string, input: unknown): Promise<unknown> => {
    const reply = await host.call(question, input);
    return reply.ok ? reply.value : reply;
  };
  expect(await ask('proxy.resolve', 'https://example.org/')).toEqual({
    kind: 'answer',
    id: 1,
    value: 'PROXY for https://example.org/',
  });
  expect(await ask('safe.seal', 'key')).toMatchObject({ value: new Uint8Array([107, 101, 121]) });
  expect(await ask('safe.open', new Uint8Array([1]))).toEqual({ kind: 'unanswered', id: 3 });
  expect(await log()).toContain('safe.open has no answer');
});

test('an engine hears what happens to the machine, a later one only that it is offline', async () => {
  const { host, events, threads } = start(ASKING);
  // The thread of these tests tells its notices as events.
  const heard = (): unknown[] => events.filter((event) => typeof event === 'string');
  await ready(host);
  for (const notice of ['woke', 'offline', 'woke'] as const) host.notify(notice);
  await vi.waitFor(() => {
    expect(heard()).toEqual(['woke', 'offline', 'woke']);
  });
  await host.call('end', null);
  await vi.waitFor(() => {
    expect(heard()).toEqual(['woke', 'offline', 'woke', 'offline']);
  });
  host.notify('online');
  await vi.waitFor(() => {
    expect(heard()).toHaveLength(5);
  });
  await host.call('end', null);
  await ready(host);
  host.notify('woke');
  await vi.waitFor(() => {
    expect(heard()).toEqual(['woke', 'offline', 'woke', 'offline', 'online', 'woke']);
  });
  expect(threads).toHaveLength(3);
});

test.each(['end', 'fail'])(
  'a thread that dies (%s) fails its calls and is started again',
  async (way) => {
    const { host, states, threads, log } = start(OBEDIENT);
    const replies = await Promise.all([host.call('keep silent', 1), host.call(way, 2)]);
    expect(replies).toEqual([unavailable, unavailable]);
    expect(host.status).toEqual({ state: 'restarting' });
    expect(await host.call('ask', 'again')).toEqual({ ok: true, value: 'again' });
    expect(states).toEqual(['ready', 'restarting', 'ready']);
    expect(threads).toHaveLength(2);
    expect(await log()).toContain('The engine thread ended with code');
  },
);

test('the fourth death within a minute is the last, and a later one is not', async () => {
  let now = 0;
  const { host, threads } = start(OBEDIENT, () => now);
  for (let count = 0; count < 3; count += 1) await host.call('end', null);
  await ready(host);
  now = 60_000;
  await host.call('end', null);
  await ready(host);
  await host.call('end', null);
  await host.call('end', null);
  await host.call('end', null);
  await vi.waitFor(() => {
    expect(host.status.state).toBe('failed');
  });
  expect(host.status).toMatchObject({ reason: expect.stringMatching(/Nothing in it/) as unknown });
  expect(threads).toHaveLength(7);
  expect(await host.call('ask', 1)).toEqual(unavailable);
});

test('an engine that says why it failed is not started again', async () => {
  const { host, threads } = start(FAILING);
  expect(await host.call('ask', 1)).toEqual(unavailable);
  expect(host.status).toEqual({ state: 'failed', reason: 'It is damaged.', ways: ['copy'] });
  expect(await host.call('ask', 2)).toEqual(unavailable);
  const ended = new Promise((resolve) => threads[0]!.once('exit', resolve));
  threads[0]!.postMessage('end');
  await ended;
  expect(threads).toHaveLength(1);
});

test('a thread that cannot be started is told to the window, and calls do not wait for it', async () => {
  const states: unknown[] = [];
  const host = new EngineHost({
    startThread: () => {
      throw new Error('The folder is full.');
    },
    onEvent: ({ payload }) => states.push(payload),
    answers: ANSWERS,
    log: new Log(temporaryFolder(), false),
  });
  expect(states).toEqual([
    {
      state: 'failed',
      reason: expect.stringMatching(/could not be started/) as unknown,
      ways: [],
    },
  ]);
  expect(await host.call('ask', 1)).toEqual(unavailable);
  await host.close();
});

test('closing waits for the engine, and no call is taken any more', async () => {
  const { host, threads } = start(OBEDIENT);
  await ready(host);
  const ended = new Promise((resolve) => threads[0]!.once('exit', resolve));
  const closing = host.close();
  expect(await host.call('ask', 1)).toEqual(unavailable);
  await closing;
  expect(host.close()).toBe(closing);
  expect(await ended).toBe(0);
  expect(threads).toHaveLength(1);
});

test('an engine that does not close is ended after three seconds', async () => {
  const { host, threads, log } = start(STUBBORN);
  await ready(host);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const ended = new Promise((resolve) => threads[0]!.once('exit', resolve));
  const closing = host.close();
  await vi.advanceTimersByTimeAsync(3000);
  await closing;
  expect(await ended).toBe(1);
  expect(await log()).toContain('did not close in time');
});

test('where a picture is, the engine says in the agreed words or not at all', async () => {
  const { host } = start(OBEDIENT);
  const id = 'ab'.repeat(32) as MediaId;
  // The thread answers with the question, which is no place of a picture.
  await expect(host.locateMedia(id)).rejects.toThrow();
  await host.close();
  expect(await host.locateMedia(id)).toBeNull();
});

/** Fails until it is opened in a way that the person chose; without a library that needs no way. */
const CHOOSING = `
  const { parentPort, workerData } = require('node:worker_threads');
  const send = (message) => parentPort.postMessage(message);
  const failed = { state: 'failed', reason: 'It is too new.', ways: ['copy', 'backup'] };
  send({ kind: 'status', status: workerData === null ? failed : { state: 'ready' } });
  parentPort.on('message', ({ kind, id, method }) => {
    if (kind === 'close') parentPort.close();
    else if (method === 'end') process.exit(3);
    else send({ kind: 'reply', id, reply: { ok: true, value: workerData } });
  });`;

test('a library that failed is opened in another way, once the person chooses one', async () => {
  const ways: unknown[] = [];
  const host = new EngineHost({
    startThread: (way) => {
      ways.push(way);
      return new Worker(CHOOSING, { eval: true, workerData: way });
    },
    onEvent: () => undefined,
    answers: ANSWERS,
    log: new Log(temporaryFolder(), false),
  });
  onTestFinished(async () => {
    await host.close();
  });
  expect(host.open('copy')).toBe(false);
  await vi.waitFor(() => {
    expect(host.status.state).toBe('failed');
  });
  expect(host.open('backup')).toBe(true);
  expect(await host.call('ask', {})).toEqual({ ok: true, value: 'backup' });
  expect(host.open('copy')).toBe(false);
  // The backup is the library now: a thread started later opens it as usual.
  await host.call('end', {});
  await vi.waitFor(() => {
    expect(ways).toEqual([null, 'backup', null]);
  });
});

test('an engine that ends to have its library mended says nothing else meanwhile', async () => {
  const { host, states } = start(`
    const { parentPort } = require('node:worker_threads');
    const send = (state) => parentPort.postMessage({ kind: 'status', status: { state } });
    send('ready');
    parentPort.on('message', ({ kind }) => {
      if (kind !== 'close') send('recovering');
      parentPort.close();
    });`);
  await ready(host);
  void host.call('damage', {});
  await vi.waitFor(() => {
    expect(states).toEqual(['ready', 'recovering', 'ready']);
  });
});
