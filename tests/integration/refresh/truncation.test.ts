/** An answer that is not whole takes nothing away (protocol F13 and I12, H31, H36). */
import { gzipSync } from 'node:zlib';
import type { Socket } from 'node:net';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { items, rss } from '../../support/builders';
import { engine, rawServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { headerLines } from '../../support/rawServer';
import { list } from '../engine/reading';
import { MINUTE_MS, refreshAll } from './subscribed';

const whole = rss(items(3));
const longer = Buffer.from(rss(items(40)));
const zipped = gzipSync(longer);

type Send = (socket: Socket) => void;

const head = (...lines: readonly string[]): string =>
  ['HTTP/1.1 200 OK', 'content-type: application/rss+xml', 'etag: "bad"', ...lines, '', ''].join(
    '\r\n',
  );

const sends =
  (lines: readonly string[], body: Uint8Array | string): Send =>
  (socket) => {
    socket.write(head(...lines, 'connection: close'));
    socket.end(body);
  };

const lengthOf = (body: Uint8Array): string => `content-length: ${String(body.length)}`;

const broken: [name: string, send: Send][] = [
  ['[F13.01] shorter than its Content-Length', sends([lengthOf(longer)], longer.subarray(0, 900))],
  [
    '[F13.02] in chunks that stop',
    sends(['transfer-encoding: chunked'], `1000\r\n${longer.toString('latin1', 0, 0x1000)}\r\n`),
  ],
  [
    '[F13.03] that ends with its connection, too soon',
    (socket) => {
      socket.write('HTTP/1.0 200 OK\r\ncontent-type: application/rss+xml\r\netag: "bad"\r\n\r\n');
      socket.end(longer.subarray(0, 1000));
    },
  ],
  [
    '[F13.04] of half a gzip',
    sends(
      ['content-encoding: gzip', lengthOf(zipped.subarray(0, zipped.length / 2))],
      zipped.subarray(0, zipped.length / 2),
    ),
  ],
  [
    '[F13.05] of a gzip with rubbish after it',
    sends(
      ['content-encoding: gzip', `content-length: ${String(zipped.length + 7)}`],
      Buffer.concat([zipped, Buffer.from('rubbish')]),
    ),
  ],
  ['[F13.06] of an empty gzip', sends(['content-encoding: gzip', 'content-length: 0'], '')],
  ['[F13.07] of nothing at all', sends(['content-length: 0'], '')],
];

/** Everything that is known of articles and what a reader did with them, row by row. */
function rowsOf({ directory }: RunningEngine): unknown[][] {
  const library = new Database(`${directory}/library.sqlite3`, { readonly: true });
  try {
    return ['article_states', 'articles', 'bodies'].map((table) =>
      library.prepare(`SELECT * FROM ${table} ORDER BY 1`).all(),
    );
  } finally {
    library.close();
  }
}

/** A reader of three articles, one read and one bookmarked, whose server then answers as told. */
async function reading(): Promise<{
  reader: RunningEngine;
  refreshWith: (send: Send) => Promise<{ failed: number; added: number }>;
  asked: () => (string | undefined)[];
}> {
  let send = sends([lengthOf(Buffer.from(whole))], whole);
  const good: Send = (socket) => {
    socket.write(head(lengthOf(Buffer.from(whole)), 'connection: close').replace('bad', 'good'));
    socket.end(whole);
  };
  send = good;
  const server = await rawServer((socket) => {
    send(socket);
  });
  const time = new TestTime();
  const reader = engine({ clock: time });
  await reader.api['feeds.subscribe']({
    url: server.url('/feed'),
    allowPrivate: false,
    signIn: null,
  });
  const [first, second] = await list(reader);
  await reader.api['articles.setRead']({ ids: [first!.id], read: true });
  await reader.api['articles.setBookmarked']({ id: second!.id, bookmarked: true });
  return {
    reader,
    refreshWith: (next) => {
      send = next;
      time.pass(20 * MINUTE_MS);
      return refreshAll(reader);
    },
    asked: () => server.heads.map((sent) => new Map(headerLines(sent)).get('if-none-match')),
  };
}

describe('an answer', () => {
  test.each(broken)('%s fails, and leaves articles and validators alone', async (_name, send) => {
    const { reader, refreshWith, asked } = await reading();
    const before = rowsOf(reader);
    expect(await refreshWith(send)).toMatchObject({ failed: 1, added: 0 });
    expect(rowsOf(reader)).toEqual(before);
    await refreshWith(send);
    expect(asked()).toEqual([undefined, '"good"', '"good"']);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds[0]?.failure?.count).toBe(2);
  });

  const html = '<!doctype html><html><title>We are back soon</title><body>Sorry.</body></html>';
  const cut = longer.subarray(0, 1500);
  const page = Buffer.from(html);
  test.each<[string, Send]>([
    ['[I12.01] without a body', sends(['content-length: 0'], '')],
    ['[I12.02] that was cut', sends([lengthOf(longer)], cut)],
    ['[I12.03] that is a page', sends([lengthOf(page)], page)],
    ['[I12.04] of "not modified"', (socket) => socket.end('HTTP/1.1 304 Not Modified\r\n\r\n')],
  ])('%s deletes nothing and changes no mark', async (_name, send) => {
    const { reader, refreshWith } = await reading();
    const before = rowsOf(reader);
    for (let time = 0; time < 3; time += 1) {
      expect(await refreshWith(send)).toMatchObject({ added: 0 });
    }
    expect(rowsOf(reader)).toEqual(before);
    // The control: a whole answer is taken in.
    expect(await refreshWith(sends([lengthOf(longer)], longer))).toMatchObject({ added: 37 });
    expect(rowsOf(reader)).not.toEqual(before);
    const marks = (await list(reader)).filter(({ isRead, isBookmarked }) => isRead || isBookmarked);
    expect(marks).toHaveLength(2);
  });
});
