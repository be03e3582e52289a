/** Zstandard, of which one body may hold several frames in a row (RFC 8878, section 3). */
import * as zlib from 'node:zlib';

/** 8 MiB, the window that content codings on the web are limited to (RFC 9659, section 3). */
const WINDOW_LOG = 23;
/** Servers that compress piece by piece make a few dozen; each costs a decoder of its own. */
const MAX_FRAMES = 1000;

export interface FrameLimits {
  readonly chunkSize: number;
  /** Bytes of all frames together. */
  readonly maxOutputLength: number;
}

/** Whether this runtime can read it: Node can from 22.15 on, whatever the types say. */
export function canReadZstd(): boolean {
  return 'zstdDecompress' in zlib;
}

/** @throws Error as `zlib` does, also for what follows the last frame and is none, and for nothing at all. */
export async function decodeZstd(bytes: Buffer, limits: FrameLimits): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let left = limits.maxOutputLength;
  let at = 0;
  do {
    if (pieces.length === MAX_FRAMES) throw new Error('There are too many frames.');
    // zlib has no limit of nothing; an empty frame may still follow.
    const rest = { ...limits, maxOutputLength: Math.max(left, 1) };
    const { text, taken } = await decodeFrame(bytes.subarray(at), rest);
    if (taken === 0) throw new Error('There is no frame.');
    pieces.push(text);
    left -= text.byteLength;
    if (left < 0) throw new FramesTooLarge();
    at += taken;
  } while (at < bytes.byteLength);
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces);
}

/** As `zlib` says it of one frame. */
class FramesTooLarge extends Error {
  readonly code = 'ERR_BUFFER_TOO_LARGE';
}

/** Node stops after the first frame, and says nothing of what it left. */
function decodeFrame(bytes: Buffer, limits: FrameLimits): Promise<{ text: Buffer; taken: number }> {
  const params = { [zlib.constants.ZSTD_d_windowLogMax]: WINDOW_LOG };
  return new Promise((resolve, reject) => {
    zlib.zstdDecompress(bytes, { ...limits, params, info: true }, (error, result) => {
      if (error !== null) {
        reject(error);
        return;
      }
      // With `info` the decoder comes along, which knows how many bytes it took; the types do not know.
      const { buffer, engine } = result as unknown as InfoResult;
      resolve({ text: buffer, taken: engine.bytesWritten });
    });
  });
}

interface InfoResult {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
