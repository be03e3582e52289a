/** Pictures that are small on the wire and beyond everything once they are drawn. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const SVG_LEVELS = 9;
const SVG_USES = 10;

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const around = Buffer.alloc(8);
  around.writeUInt32BE(data.length, 0);
  around.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
}

/** H37: a whole and valid PNG, square, black, one bit for each pixel. */
export function blackPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit deep, grey.
  header.writeUInt8(1, 8);
  // A filter byte before each row (PNG, third edition, section 7.2).
  const rows = Buffer.alloc((1 + Math.ceil(side / 8)) * side);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** H38: each group draws the one before ten times; the last of nine draws a thousand million circles. */
export function nestedSvg(): string {
  const groups = Array.from({ length: SVG_LEVELS }, (_, level) => {
    const inner = `<use xlink:href="#g${String(level)}"/>`.repeat(SVG_USES);
    return `<g id="g${String(level + 1)}">${inner}</g>`;
  });
  const names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
  return `<svg ${names} width="16" height="16"><defs><circle id="g0" r="1"/>${groups.join('')}</defs><use xlink:href="#g${String(SVG_LEVELS)}"/></svg>`;
}
