/** Entry of the parser thread. It has no database and no network, and may be killed at any time. */
import { parentPort } from 'node:worker_threads';
import { toWire } from '../../shared/errors';
import { readDocument } from './readDocument';
import type { FromParser, ToParser } from './messages';

const port = parentPort;
if (port === null) throw new Error('The parser runs as a worker thread only.');

port.on('message', ({ id, job }: ToParser) => {
  readDocument(job).then(
    (value) => {
      port.postMessage({ id, ok: true, value } satisfies FromParser);
    },
    (error: unknown) => {
      port.postMessage({ id, ok: false, error: toWire(error) } satisfies FromParser);
    },
  );
});
