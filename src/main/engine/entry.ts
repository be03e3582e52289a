/** Entry of the engine thread: port in, engine, dispatcher. */
import { parentPort, workerData } from 'node:worker_threads';
import { contract } from '../../shared/contract/index';
import {
  internalMethods,
  type EngineOptions,
  type FromEngine,
  type ToEngine,
} from '../../shared/engineMessages';
import { ReaderError, toWire } from '../../shared/errors';
import type { MediaId } from '../../shared/model';
import { createDispatcher, type Dispatch } from '../../shared/rpc';
import { createEngine, type Engine } from './createEngine';
import { createLogger } from './logger';
import { ShellLine } from './shellLine';
import { describeStartFailure } from './startFailure';

/** Milliseconds in which the window's first questions have the engine to themselves. */
const QUIET_START_MS = 500;

const port = parentPort;
if (port === null) throw new Error('The engine runs as a worker thread only.');

const send = (message: FromEngine): void => {
  port.postMessage(message);
};
const log = createLogger((entry) => {
  send({ kind: 'log', entry });
});
const shell = new ShellLine(send);

let backgroundWork: NodeJS.Timeout | undefined;
const engine = start();
const dispatch = dispatcherFor(engine);

port.on('message', (message: ToEngine) => {
  switch (message.kind) {
    case 'call':
      void dispatch(message.method, message.input).then((reply) => {
        send({ kind: 'reply', id: message.id, reply });
      });
      break;
    case 'answer':
    case 'unanswered':
      shell.receive(message);
      break;
    case 'notice':
      engine?.notice(message.notice);
      break;
    case 'close':
      void close();
  }
});

function start(): Engine | null {
  const options = workerData as EngineOptions;
  try {
    const started = createEngine(options, {
      publish: (event) => {
        send({ kind: 'event', event });
      },
      onMigrating: () => {
        send({ kind: 'status', status: { state: 'migrating' } });
      },
      onRecovering: () => {
        send({ kind: 'status', status: { state: 'recovering' } });
      },
      onDamage: () => {
        void abandon();
      },
      log,
      resolveProxy: shell.resolveProxy,
      safe: shell.safe,
    });
    send({ kind: 'status', status: { state: 'ready' } });
    backgroundWork = setTimeout(() => {
      started.startBackgroundWork();
    }, QUIET_START_MS);
    return started;
  } catch (error) {
    log.error('The engine could not start', error);
    send({ kind: 'status', status: describeStartFailure(error, options) });
    return null;
  }
}

function dispatcherFor(started: Engine | null): Dispatch {
  if (started === null) {
    const unavailable = new ReaderError('unavailable', 'The library is not open.');
    return () => Promise.resolve({ ok: false, error: toWire(unavailable) });
  }
  return createDispatcher(
    { ...contract, ...internalMethods },
    {
      ...started.handlers,
      'media.locate': ({ id }: { id: MediaId }) => started.locateMedia(id),
    },
    (method, error) => {
      log.error(`Unforeseen error in ${method}`, error);
    },
  );
}

/** Ends the thread without writing anything more. The shell starts the next one, which mends. */
async function abandon(): Promise<void> {
  clearTimeout(backgroundWork);
  send({ kind: 'status', status: { state: 'recovering' } });
  try {
    await engine?.abandon();
  } catch (error) {
    log.error('Leaving a damaged library', error);
  }
  port?.close();
}

async function close(): Promise<void> {
  clearTimeout(backgroundWork);
  try {
    await engine?.close();
  } catch (error) {
    log.error('Closing the engine', error);
  }
  send({ kind: 'closed' });
  // Without its port the thread has nothing to wait for and ends by itself.
  port?.close();
}
