/** Kind and size of a picture, from its bytes alone. Names and headers are not to be trusted. */
import type { ProbedPicture } from '../core/ports';
import { probeIco } from './probeIco';
import { ascii, probePng } from './probePng';

/** A 12 KB PNG of 100 megapixels took a renderer 605 MB (measured); cameras end near 40. */
const MAX_PIXELS = 40_000_000;

/** @returns null for anything that is not a picture of a supported kind and a sane size. */
export function probeImage(bytes: Uint8Array): ProbedPicture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const probed =
    probePng(view) ?? probeGif(view) ?? probeWebp(view) ?? probeJpeg(view) ?? probeIco(view);
  if (probed === null || probed.width < 1 || probed.height < 1) return null;
  return probed.width * probed.height > MAX_PIXELS ? null : probed;
}

/** GIF89a, section 18. */
function probeGif(view: DataView): ProbedPicture | null {
  if (view.byteLength < 10 || !/^GIF8[79]a$/.test(ascii(view, 0, 6))) return null;
  const [width, height] = [view.getUint16(6, true), view.getUint16(8, true)];
  return { contentType: 'image/gif', width, height };
}

/** RFC 9649: lossy, lossless and extended files keep their size in different places. */
function probeWebp(view: DataView): ProbedPicture | null {
  if (view.byteLength < 30 || ascii(view, 0, 4) !== 'RIFF' || ascii(view, 8, 4) !== 'WEBP') {
    return null;
  }
  const contentType = 'image/webp';
  const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (ascii(view, 12, 4)) {
    case 'VP8 ':
      return {
        contentType,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { contentType, width: uint24(24) + 1, height: uint24(27) + 1 };
    default:
      return null;
  }
}

/** ITU T.81, B.2: the size stands in the first start-of-frame segment. */
function probeJpeg(view: DataView): ProbedPicture | null {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return { contentType: 'image/jpeg', width, height };
    }
    // Fill bytes and parameterless markers have no length.
    const hasNoLength = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += hasNoLength ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2);
  }
  return null;
}
