import { expect, test } from 'vitest';
import { decodeText } from '../../../src/main/shell/decodeText';

const XML = '<?xml version="1.0"?><opml><outline text="Grüße, Привет, 日本"/></opml>';
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const declared = (encoding: string, ...rest: number[]): Uint8Array =>
  Buffer.concat([Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>`), Buffer.from(rest)]);

test.each([
  ['UTF-8', Buffer.from(XML)],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${XML}`)],
  ['UTF-16LE', Buffer.from(XML, 'utf16le')],
  ['UTF-16LE with a mark', Buffer.from(`\uFEFF${XML}`, 'utf16le')],
  ['UTF-16BE', swapped(Buffer.from(XML, 'utf16le'))],
  ['UTF-16BE with a mark', swapped(Buffer.from(`\uFEFF${XML}`, 'utf16le'))],
])('%s is read', (_name, bytes) => {
  expect(decodeText(bytes)).toBe(XML);
});

test.each([
  ['windows-1251', [0xcf, 0xf0], 'Пр'],
  ['ISO-8859-1', [0xfc], 'ü'],
  ['koi8-r', [0xf0, 0xd2], 'Пр'],
  ['shift_jis', [0x93, 0xfa], '日'],
  // What the declaration says is not what the bytes are.
  ['utf-8', [0xfc], 'ü'],
  ['utf-16', [0xc3, 0xbc], 'ü'],
  ['no-such-encoding', [0xc3, 0xbc], 'ü'],
])('%s: %j is %s', (encoding, rest, expected) => {
  expect(decodeText(declared(encoding, ...rest))).toBe(
    `<?xml version="1.0" encoding="${encoding}"?>${expected}`,
  );
});

test('any bytes are some text', () => {
  const all = Uint8Array.from({ length: 256 }, (_, index) => index);
  expect(decodeText(all)).toHaveLength(256);
  expect(decodeText(new Uint8Array())).toBe('');
  expect(decodeText(Uint8Array.of(0xff, 0xfe, 0x00))).not.toBe('');
});
