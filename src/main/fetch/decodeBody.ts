/** Takes the content codings off a body, within a size limit, whole or not at all. */
import * as zlib from 'node:zlib';
import type { InputType, ZlibOptions } from 'node:zlib';
import { ReaderError } from '../../shared/errors';

/** Nobody compresses twice but attackers and a few broken proxies. */
const MAX_CODINGS = 2;
/** Output is made in pieces of so many bytes, each a turn of the thread pool. */
const CHUNK_BYTES = 128 * 1024;
/** 8 MiB, the window that content codings on the web are limited to (RFC 9659, section 3). */
const ZSTD_WINDOW_LOG = 23;

type Limits = Pick<ZlibOptions, 'chunkSize' | 'maxOutputLength'>;
type Decode = (
  bytes: InputType,
  limits: Limits,
  done: (error: Error | null, result: Buffer) => void,
) => void;

const DECODERS: ReadonlyMap<string, Decode> = new Map([
  ['gzip', zlib.gunzip],
  ['x-gzip', zlib.gunzip],
  ['br', zlib.brotliDecompress],
  ['deflate', inflateEither],
  ...zstdDecoder(),
]);

/** What a request may say it accepts; zstd where this runtime can read it. */
export const ACCEPTED_CODINGS = ['zstd', 'br', 'gzip', 'deflate']
  .filter((coding) => DECODERS.has(coding))
  .join(', ');

/**
 * @param contentEncoding the header, or null.
 * @returns the codings to take off, the last applied first (RFC 9110, section 8.4).
 * @throws ReaderError `network` for a coding nobody asked for, or too many.
 */
export function codingsOf(contentEncoding: string | null): string[] {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) {
    throw new ReaderError('network', 'The answer is compressed too many times.');
  }
  const unknown = codings.find((coding) => !DECODERS.has(coding));
  if (unknown !== undefined) {
    throw new ReaderError('network', `The answer has the unknown coding ${unknown}.`);
  }
  return codings.toReversed();
}

/**
 * @param codings as `codingsOf` returns them.
 * @param maxBytes limit of the result, and of what lies between two codings.
 * @returns bytes that share their memory with nothing else, so that they can be sent to a thread.
 * @throws ReaderError `too-large` beyond the limit, `incomplete` when the bytes are cut or damaged.
 */
export async function decodeBody(
  chunks: readonly Uint8Array[],
  codings: readonly string[],
  maxBytes: number,
): Promise<Uint8Array> {
  let pieces = chunks;
  for (const coding of codings) {
    pieces = [await decode(coding, Buffer.concat(pieces), maxBytes)];
  }
  return joined(pieces);
}

function decode(coding: string, bytes: Buffer, maxOutputLength: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const run = DECODERS.get(coding) ?? inflateEither;
    run(bytes, { chunkSize: CHUNK_BYTES, maxOutputLength }, (error, result) => {
      if (error === null) resolve(result);
      else reject(decodingError(error));
    });
  });
}

function decodingError(error: Error): ReaderError {
  return 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    ? tooLarge()
    : new ReaderError('incomplete', 'The compressed answer is cut or damaged.');
}

export function tooLarge(): ReaderError {
  return new ReaderError('too-large', 'The answer is larger than it may be.');
}

/** Means zlib's format (RFC 1950), but some servers send bare deflate (RFC 1951); browsers read both. */
function inflateEither(...[bytes, limits, done]: Parameters<Decode>): void {
  const [first = 0, second = 0] = bytes as Uint8Array;
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
  if (isZlib) zlib.inflate(bytes, limits, done);
  else zlib.inflateRaw(bytes, limits, done);
}

function zstdDecoder(): [string, Decode][] {
  // Node has it from 22.15 on, and a runtime may be built without it, whatever the types say.
  const { zstdDecompress, constants } = zlib as Partial<typeof zlib>;
  if (zstdDecompress === undefined || constants === undefined) return [];
  const params = { [constants.ZSTD_d_windowLogMax]: ZSTD_WINDOW_LOG };
  return [
    [
      'zstd',
      (bytes, limits, done) => {
        zstdDecompress(bytes, { ...limits, params }, done);
      },
    ],
  ];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const size = pieces.reduce((total, piece) => total + piece.byteLength, 0);
  // Not from Buffer's pool, which many buffers share.
  const whole = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole;
}
