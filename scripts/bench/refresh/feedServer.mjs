// @ts-check
// The publishers of the benchmark: a process of its own, one loopback address for each feed, so that limits per host do not
// meet. Takes orders over its IPC channel.
import { createServer as createHttpServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { feedDocument } from './feedDocuments.mjs';

/** @typedef {{ version: number, delayMs: number }} Order */

const feeds = Number(process.argv[2]);
let order = { version: 0, delayMs: 0 };
/** @type {{ bytes: Buffer, etag: string }[]} */
let documents = [];
let lastModified = '';

/** @param {number} version */
function prepare(version) {
  // newsboat asks conditionally only where there is a Last-Modified, and its curl drops an answer that is no newer.
  lastModified = new Date(Date.UTC(2026, 10, 20, version)).toUTCString();
  documents = Array.from({ length: feeds }, (_, feed) => ({
    bytes: feedDocument(feed, version),
    etag: `"${String(feed)}-${String(version)}"`,
  }));
}

const http = createHttpServer((request, response) => {
  const document = documents[Number(request.url?.slice(1))];
  const answer = () => {
    if (document === undefined) response.writeHead(404).end();
    else if (request.headers['if-none-match'] === document.etag) {
      response.writeHead(304, { etag: document.etag }).end();
    } else {
      response.writeHead(200, {
        'content-type': 'application/rss+xml',
        'content-length': document.bytes.length,
        etag: document.etag,
        'last-modified': lastModified,
      });
      response.end(document.bytes);
    }
  };
  if (order.delayMs === 0) answer();
  else setTimeout(answer, order.delayMs);
});
http.keepAliveTimeout = 60_000;

/** 127.1.0.1, 127.1.0.2, … @param {number} feed */
const hostOf = (feed) => `127.1.${String(feed >> 7)}.${String((feed & 127) + 1)}`;

let port = 0;
for (let feed = 0; feed < feeds; feed += 1) {
  const server = createTcpServer((socket) => http.emit('connection', socket));
  await new Promise((resolve) => {
    server.listen(port, hostOf(feed), 1024, () => resolve(undefined));
  });
  port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
}
prepare(0);
process.on('message', (/** @type {Order} */ next) => {
  if (next.version !== order.version) prepare(next.version);
  order = next;
  process.send?.('ready');
});
process.send?.(
  Array.from(
    { length: feeds },
    (_, feed) => `http://${hostOf(feed)}:${String(port)}/${String(feed)}`,
  ),
);
