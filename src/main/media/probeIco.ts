/** Kind and size of a Windows icon, which holds one picture in several sizes. */
import type { ProbedPicture } from '../core/ports';
import { probePng } from './probePng';

/** Real icons hold about ten. */
const MOST_ENTRIES = 64;
const DIRECTORY_BYTES = 6;
const ENTRY_BYTES = 16;
/** Length of a BITMAPINFOHEADER, with which it begins. */
const BITMAP_HEADER_BYTES = 40;
/** The directory has one byte for a side, in which 0 means 256. */
const LARGEST_SIDE = 256;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * ICO ("The evolution of the ICO file format"): a directory of entries, each a PNG or a bitmap without
 * its file header. The sizes are taken from the entries themselves, since a directory may lie.
 *
 * @returns the size of the largest entry; null when any entry is broken, cut or larger than an icon
 *   can be.
 */
export function probeIco(view: DataView): ProbedPicture | null {
  // Reserved 0, kind 1 (2 is a cursor), both of two bytes.
  if (view.byteLength < DIRECTORY_BYTES || view.getUint32(0, true) !== 0x00010000) return null;
  const count = view.getUint16(4, true);
  if (count < 1 || count > MOST_ENTRIES) return null;
  if (view.byteLength < DIRECTORY_BYTES + count * ENTRY_BYTES) return null;
  let largest: Size = { width: 0, height: 0 };
  for (let index = 0; index < count; index += 1) {
    const size = sizeOfEntry(view, DIRECTORY_BYTES + index * ENTRY_BYTES);
    if (size === null) return null;
    if (size.width * size.height > largest.width * largest.height) largest = size;
  }
  const { width, height } = largest;
  return { contentType: 'image/x-icon', width, height };
}

function sizeOfEntry(view: DataView, entry: number): Size | null {
  const length = view.getUint32(entry + 8, true);
  const start = view.getUint32(entry + 12, true);
  if (length < BITMAP_HEADER_BYTES || start + length > view.byteLength) return null;
  const picture = new DataView(view.buffer, view.byteOffset + start, length);
  const size = probePng(picture) ?? sizeOfBitmap(picture);
  if (size === null || size.width < 1 || size.height < 1) return null;
  return size.width > LARGEST_SIDE || size.height > LARGEST_SIDE ? null : size;
}

/** The bitmap's height counts the mask below the picture as well. */
function sizeOfBitmap(view: DataView): Size | null {
  if (view.getUint32(0, true) !== BITMAP_HEADER_BYTES) return null;
  return { width: view.getInt32(4, true), height: Math.floor(view.getInt32(8, true) / 2) };
}
