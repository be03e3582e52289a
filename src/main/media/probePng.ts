/** Kind and size of a PNG picture, alone or inside an icon. */
import type { ProbedPicture } from '../core/ports';

/** @returns the bytes as characters of the same numbers, or nothing where there are too few. */
export function ascii(view: DataView, start: number, length: number): string {
  if (view.byteLength < start + length) return '';
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + start, length));
}

/** PNG (W3C, third edition), 5.2 and 11.2.1: the header chunk comes first. */
export function probePng(view: DataView): ProbedPicture | null {
  if (view.byteLength < 24 || ascii(view, 0, 8) !== '\x89PNG\r\n\x1a\n') return null;
  if (ascii(view, 12, 4) !== 'IHDR') return null;
  return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}
