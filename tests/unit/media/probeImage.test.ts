import { describe, expect, test } from 'vitest';
import { probeImage } from '../../../src/main/media/probeImage';
import * as pictures from '../../support/pictures';

const jpeg = (...segments: number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat()]);
const frame = [0xff, 0xc0, 0, 17, 8, 0, 3, 0, 5, 3];

describe('a picture is known by its bytes', () => {
  test.each([
    ['PNG', pictures.PNG, 'image/png'],
    ['JPEG', pictures.JPEG, 'image/jpeg'],
    ['progressive JPEG', pictures.PROGRESSIVE_JPEG, 'image/jpeg'],
    ['GIF', pictures.GIF, 'image/gif'],
    ['lossy WebP', pictures.LOSSY_WEBP, 'image/webp'],
    ['lossless WebP', pictures.LOSSLESS_WEBP, 'image/webp'],
    ['WebP with transparency', pictures.EXTENDED_WEBP, 'image/webp'],
  ])('%s', (_kind, bytes, contentType) => {
    expect(probeImage(bytes)).toEqual({ contentType, width: 5, height: 3 });
  });

  test('also where they lie in the middle of a larger buffer', () => {
    const around = Buffer.concat([Buffer.alloc(7, 1), pictures.PNG, Buffer.alloc(9, 1)]);
    expect(probeImage(around.subarray(7, 7 + pictures.PNG.length))?.width).toBe(5);
  });

  test('a JPEG may have fill bytes and markers without length before its frame', () => {
    const bytes = jpeg([0xff, 0xd0], [0xff, 0x01], [0xff, 0xff, 0xe0, 0, 4, 1, 2], frame);
    expect(probeImage(bytes)).toEqual({ contentType: 'image/jpeg', width: 5, height: 3 });
  });

  test('a JPEG’s Huffman and arithmetic tables are not taken for its frame', () => {
    const bytes = jpeg([0xff, 0xc4, 0, 4, 9, 9], [0xff, 0xcc, 0, 4, 9, 9], frame);
    expect(probeImage(bytes)?.width).toBe(5);
  });
});

describe('a picture that would fill the memory is refused', () => {
  test.each([
    [10_000, 10_000],
    [30_000, 30_000],
    [40_000_001, 1],
    [0xffffffff, 0xffffffff],
    [0x80000000, 2],
  ])('%i × %i pixels', (width, height) => {
    expect(probeImage(pictures.pngHeader(width, height))).toBeNull();
  });

  test('and the largest that a camera makes is not', () => {
    expect(probeImage(pictures.pngHeader(8000, 5000))?.width).toBe(8000);
  });

  test.each([
    [0, 3],
    [5, 0],
  ])('%i × %i pixels is no picture', (width, height) => {
    expect(probeImage(pictures.pngHeader(width, height))).toBeNull();
  });
});

describe('everything else is no picture', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.from([0x89])],
    ['a web page', Buffer.from('<!DOCTYPE html><html><script>alert(1)</script></html>')],
    ['a drawing with scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'.repeat(3))],
    ['a PNG without its header chunk', Buffer.from(pictures.PNG.toString('latin1').replace('IHDR', 'IDAT'), 'latin1')],
    ['a WebP of an unknown kind', Buffer.from(pictures.LOSSY_WEBP.toString('latin1').replace('VP8 ', 'VP9 '), 'latin1')],
    ['a sound', Buffer.from(`RIFF\x10\0\0\0WAVEfmt ${'x'.repeat(40)}`, 'latin1')],
    ['a bitmap', Buffer.from(`BM${'\0'.repeat(60)}`)],
    ['a JPEG without a frame', jpeg([0xff, 0xe0, 0, 4, 1, 2])],
    ['a JPEG whose segments have no end', jpeg([0xff, 0xe0, 0xff, 0xff], Array<number>(60).fill(0))],
    ['a JPEG with a segment of length 0', jpeg([0xff, 0xe0, 0, 0], Array<number>(60).fill(0))],
  ])('%s', (_what, bytes) => {
    expect(probeImage(bytes)).toBeNull();
  }); // prettier-ignore

  test.each(Object.entries(pictures).filter(([, value]) => Buffer.isBuffer(value)))(
    '%s cut after any byte never gives a size that is not there',
    (_kind, whole) => {
      const bytes = whole as Buffer;
      for (let length = 0; length < bytes.length; length += 1) {
        const probed = probeImage(bytes.subarray(0, length));
        if (probed !== null) expect([probed.width, probed.height]).toEqual([5, 3]);
      }
    },
  );
});
