/** Entry of the parser thread. It has no database and no network, and may be killed at any time. */
import { parentPort } from 'node:worker_threads';
import { toWire } from '../../shared/errors';
import { readDocument } from './readDocument';
import type { FromParser, ToParser } from './messages';

const port = parentPort;
if (port === null) throw new Error('The parser runs as a worker thread only.');

/** Documents are read one after the other, so that the pool knows which one takes long. */
let lastRead: Promise<void> = Promise.resolve();

port.on('message', (message: ToParser) => {
  lastRead = lastRead.then(() => read(message));
});

async function read({ id, job }: ToParser): Promise<void> {
  const answer = await readDocument(job).then(
    (value): FromParser => ({ id, ok: true, value }),
    (error: unknown): FromParser => ({ id, ok: false, error: toWire(error) }),
  );
  port?.postMessage(answer);
}
