/** Takes the content codings off a body, within a size limit, whole or not at all. */
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import { ReaderError } from '../../shared/errors';
import { canReadZstd, decodeZstd, type FrameLimits } from './zstdFrames';

/** Nobody compresses twice but attackers and a few broken proxies. */
const MAX_CODINGS = 2;
/** Output is made in pieces of so many bytes, each a turn of the thread pool. */
const CHUNK_BYTES = 128 * 1024;

type Decode = (bytes: Buffer, limits: FrameLimits) => Promise<Buffer>;

const gunzip: Decode = promisify(zlib.gunzip);
const inflate: Decode = promisify(zlib.inflate);
const inflateRaw: Decode = promisify(zlib.inflateRaw);

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', promisify(zlib.brotliDecompress)],
  ['deflate', inflateEither],
  ...(canReadZstd() ? [['zstd', decodeZstd] as const] : []),
]);

/** What a request may say it accepts; zstd where this runtime can read it. */
export const ACCEPTED_CODINGS = ['zstd', 'br', 'gzip', 'deflate']
  .filter((coding) => DECODERS.has(coding))
  .join(', ');

/**
 * @param contentEncoding the header, or null.
 * @returns the codings to take off, the last applied first (RFC 9110, section 8.4).
 * @throws ReaderError `network` for too many.
 */
export function codingsOf(contentEncoding: string | null): string[] {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  if (codings.length > MAX_CODINGS) {
    throw new ReaderError('network', 'The answer is compressed too many times.');
  }
  return codings.toReversed();
}

/**
 * @param codings as `codingsOf` returns them.
 * @param maxBytes limit of the result, and of what lies between two codings.
 * @returns bytes that share their memory with nothing else, so that they can be sent to a thread.
 * @throws ReaderError `too-large` beyond the limit, `incomplete` when the bytes are cut or damaged,
 *   `network` for a coding that nobody asked for.
 */
export async function decodeBody(
  chunks: readonly Uint8Array[],
  codings: readonly string[],
  maxBytes: number,
): Promise<Uint8Array> {
  let pieces = chunks;
  const limits = { chunkSize: CHUNK_BYTES, maxOutputLength: maxBytes };
  for (const coding of codings) {
    const decode = DECODERS.get(coding);
    if (decode === undefined) continue;
    pieces = [await decode(Buffer.concat(pieces), limits).catch(decodingError)];
  }
  const whole = joined(pieces);
  const unknown = codings.find((coding) => !DECODERS.has(coding));
  if (unknown !== undefined && firstOfText(whole) !== 'plain') throw unknownCoding(unknown);
  return whole;
}

/**
 * Known from the first bytes of a body, the rest need not be waited for.
 * @returns the failure that `decodeBody` would throw, if that is certain.
 */
export function unreadable(codings: readonly string[], first: Uint8Array): ReaderError | null {
  const [coding] = codings;
  if (coding === undefined || codings.some((each) => DECODERS.has(each))) return null;
  return firstOfText(first) === 'other' ? unknownCoding(coding) : null;
}

function unknownCoding(coding: string): ReaderError {
  return new ReaderError('network', `The answer has the unknown coding ${coding}.`);
}

/**
 * Whether a body begins as markup or JSON does, in any encoding with or without a byte order mark. Some
 * servers name a coding that is none, such as `none`, `utf-8` or `binary`.
 */
function firstOfText(bytes: Uint8Array): 'plain' | 'other' | 'blank' {
  const first = bytes.subarray(0, MAX_BLANKS).find((byte) => !BEFORE_TEXT.has(byte));
  if (first === undefined) return 'blank';
  return PLAIN_STARTS.has(first) ? 'plain' : 'other';
}

/** Bytes that are looked at. */
const MAX_BLANKS = 1024;
/** Blanks, byte order marks, and the half of UTF-16 that is nothing. */
const BEFORE_TEXT: ReadonlySet<number> = new Set([
  ...[0x09, 0x0a, 0x0d, 0x20, 0x00],
  ...[0xef, 0xbb, 0xbf, 0xfe, 0xff],
]);
const PLAIN_STARTS: ReadonlySet<number> = new Set(Buffer.from('<{['));

function decodingError(error: unknown): never {
  throw error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    ? tooLarge()
    : new ReaderError('incomplete', 'The compressed answer is cut or damaged.');
}

/** `too-large`, for an answer beyond its limit, encoded or decoded. */
export function tooLarge(): ReaderError {
  return new ReaderError('too-large', 'The answer is larger than it may be.');
}

/** Means zlib's format (RFC 1950), but some servers send bare deflate (RFC 1951); browsers read both. */
function inflateEither(bytes: Buffer, limits: FrameLimits): Promise<Buffer> {
  const [first = 0, second = 0] = bytes;
  const isZlib = (first & 0x0f) === 8 && (first * 256 + second) % 31 === 0;
  return isZlib ? inflate(bytes, limits) : inflateRaw(bytes, limits);
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
