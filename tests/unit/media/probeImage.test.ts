import { describe, expect, test } from 'vitest';
import { probeImage } from '../../../src/main/media/probeImage';
import * as pictures from '../../support/pictures';

const jpeg = (...segments: number[][]): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat()]);
const { PNG, JPEG, PROGRESSIVE_JPEG, GIF, LOSSY_WEBP, LOSSLESS_WEBP, EXTENDED_WEBP } = pictures;
const ofFiveByThree = Object.entries({ PNG, JPEG, PROGRESSIVE_JPEG, GIF, LOSSY_WEBP, LOSSLESS_WEBP, EXTENDED_WEBP }); // prettier-ignore
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

describe('an icon', () => {
  const change = (offset: number, value: number): Buffer => {
    const bytes = Buffer.from(pictures.BITMAP_ICO);
    bytes.writeUInt32LE(value, offset);
    return bytes;
  };
  /** Where the second picture of the icon begins, as its directory says. */
  const second = pictures.BITMAP_ICO.readUInt32LE(6 + 16 + 12);

  test.each([
    ['of bitmaps', pictures.BITMAP_ICO, 16],
    ['of a bitmap and a PNG', pictures.MIXED_ICO, 256],
  ])('%s has the size of its largest picture', (_what, bytes, side) => {
    const contentType = 'image/x-icon';
    expect(probeImage(bytes)).toEqual({ contentType, width: side, height: side });
  });

  test('is judged by its pictures, not by what its directory says of them', () => {
    const liar = Buffer.from(pictures.BITMAP_ICO);
    liar[6] = 255;
    liar[7] = 255;
    expect(probeImage(liar)?.width).toBe(16);
    // A directory of 16 × 16 around a PNG that would fill the memory.
    const bomb = Buffer.from(pictures.MIXED_ICO);
    const png = bomb.indexOf('IHDR');
    bomb.writeUInt32BE(30_000, png + 4);
    bomb.writeUInt32BE(30_000, png + 8);
    expect(probeImage(bomb)).toBeNull();
  });

  test.each([
    ['that is a cursor', change(2, 0x00020002)],
    ['without a picture', change(4, 0)],
    ['of more pictures than there are', change(4, 0x00080010)],
    ['of thousands of pictures', change(4, 0x0008ffff)],
    ['whose picture begins behind its end', change(6 + 12, 100_000)],
    ['whose picture is longer than it is', change(6 + 8, 100_000)],
    ['whose picture is at no place at all', change(6 + 12, 0xffffffff)],
    ['whose picture is empty', change(6 + 8, 0)],
    ['whose bitmap has another kind of header', change(second, 12)],
    ['whose bitmap is huge', change(second + 4, 100_000)],
    ['whose bitmap has a negative width', change(second + 4, 0xffffffff)],
    ['whose bitmap has no height', change(second + 8, 0)],
    ['whose picture is a page', Buffer.concat([pictures.BITMAP_ICO.subarray(0, second), Buffer.alloc(400, '<html>')])],
  ])('%s is none', (_what, bytes) => {
    expect(probeImage(bytes)).toBeNull();
  }); // prettier-ignore

  test('cut after any byte is none, since a part of it is not there', () => {
    for (const whole of [pictures.BITMAP_ICO, pictures.MIXED_ICO]) {
      for (let length = 0; length < whole.length; length += 1) {
        expect(probeImage(whole.subarray(0, length))).toBeNull();
      }
    }
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

  test.each(ofFiveByThree)(
    '%s cut after any byte never gives a size that is not there',
    (_kind, whole) => {
      for (let length = 0; length < whole.length; length += 1) {
        const probed = probeImage(whole.subarray(0, length));
        if (probed !== null) expect([probed.width, probed.height]).toEqual([5, 3]);
      }
    },
  );
});
