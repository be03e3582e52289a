/** Reads a body to its end: decompressed, within a size limit, and complete or not at all. */
import { Writable, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { ReaderError } from '../../shared/errors';

/** Decoded bytes. Ten times the largest feeds seen; a bomb stops here, whatever it would have become. */
export const MAX_BODY_BYTES = 15 * 1024 * 1024;
/** Nobody compresses twice but attackers and a few broken proxies. */
const MAX_CODINGS = 2;

/**
 * @throws ReaderError `too-large` beyond the limit, `incomplete` when the compressed stream is cut
 *   or damaged, `network` for a coding nobody asked for.
 */
export async function readBody(
  body: Readable,
  contentEncoding: string | null,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const codings = (contentEncoding ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase())
    .filter((coding) => coding !== '' && coding !== 'identity');
  const decoders = decodersFor(codings, body);
  const chunks: Buffer[] = [];
  let size = 0;
  const collect = new Writable({
    write(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        done(new ReaderError('too-large', 'The answer is larger than a feed can be.'));
        return;
      }
      chunks.push(chunk);
      done();
    },
  });
  try {
    await pipeline([body, ...decoders, collect], { signal });
  } catch (error) {
    if (isZlibError(error)) {
      throw new ReaderError('incomplete', 'The compressed answer is cut or damaged.');
    }
    throw error;
  }
  return Buffer.concat(chunks);
}

function decodersFor(codings: readonly string[], body: Readable): NodeJS.ReadWriteStream[] {
  try {
    if (codings.length > MAX_CODINGS) {
      throw new ReaderError('network', 'The answer is compressed too many times.');
    }
    // Codings are listed in the order they were applied (RFC 9110, section 8.4).
    return codings.toReversed().map(decoderFor);
  } catch (error) {
    // Left unread, the body would keep its connection. Destroyed, it emits an error, which without
    // a listener would end the thread.
    body.on('error', () => undefined);
    body.destroy();
    throw error;
  }
}

function decoderFor(coding: string): NodeJS.ReadWriteStream {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'br':
      return createBrotliDecompress();
    case 'deflate':
      return createInflate();
    default:
      throw new ReaderError('network', `The answer has the unknown coding ${coding}.`);
  }
}

/** Node reports damage to gzip as `Z_…` and to brotli as `ERR_…`. */
function isZlibError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(Z_|ERR_BROTLI|ERR__ERROR)/.test(code);
}
