import { describe, expect, test } from 'vitest';
import { decodeBody } from '../../../src/main/parser/decodeBody';
import { prepareXml } from '../../../src/main/parser/prepareXml';
import { fixture } from '../../support/fixtures';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const declared = (encoding: string, rest: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><t>${rest}</t>`;
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('bytes become text', () => {
  test.each([
    ['UTF-8 without any declaration', Buffer.from('<t>é新</t>'), null, '<t>é新</t>'],
    ['a UTF-8 mark, which is no part of the text', Buffer.from('\ufeff<t>é</t>'), null, '<t>é</t>'],
    ['a mark over a wrong header', Buffer.from('\ufeff<t>é</t>'), 'text/xml; charset=latin1', '<t>é</t>'],
    ['a UTF-16LE mark over "charset=utf-8"', Buffer.from('\ufeff<t>é</t>', 'utf16le'), 'text/xml; charset=utf-8', '<t>é</t>'],
    ['a UTF-16BE mark', utf16be('\ufeff<t>é</t>'), null, '<t>é</t>'],
    ['UTF-16LE without a mark', Buffer.from('<t>é新</t>', 'utf16le'), null, '<t>é新</t>'],
    ['UTF-16BE without a mark', utf16be('<t>é新</t>'), null, '<t>é新</t>'],
    ['UTF-16 named by the header only', Buffer.from('\n<t>é</t>', 'utf16le'), 'text/xml; charset=utf-16le', '\n<t>é</t>'],
    ['the header’s charset', latin('<t>é</t>'), 'text/xml; charset=iso-8859-1', '<t>é</t>'],
    ['the header’s charset in quotes', latin('<t>\xc0</t>'), 'text/xml; charset="windows-1251"', '<t>А</t>'],
    ['the header over the declaration', latin(declared('windows-1251', '\xe9')), 'text/xml; charset=iso-8859-1', declared('windows-1251', 'é')],
    ['the declaration when the header names none', latin(declared('windows-1251', '\xc0')), 'application/rss+xml', declared('windows-1251', 'А')],
    ['KOI8-R', latin(declared('koi8-r', '\xf0\xd2')), null, declared('koi8-r', 'Пр')],
    ['curly quotes in what calls itself latin-1', latin(declared('iso-8859-1', '\x93q\x94')), null, declared('iso-8859-1', '“q”')],
    ['windows-1252 that is declared UTF-8', latin(declared('utf-8', '\x93q\x94')), null, declared('utf-8', '\ufffdq\ufffd')],
    ['UTF-8 that is declared latin-1', Buffer.from(declared('iso-8859-1', 'é新')), null, declared('iso-8859-1', 'é新')],
    ['UTF-8 that is declared UTF-16', Buffer.from(declared('utf-16', 'é新')), null, declared('utf-16', 'é新')],
    ['windows-1252 when nothing is declared and it is no UTF-8', latin('<t>caf\xe9</t>'), null, '<t>café</t>'],
    ['an unknown charset', latin(declared('klingon', 'caf\xe9')), null, declared('klingon', 'café')],
    ['utf-7, which nobody should decode', latin('<t>+ADw-script+AD4-</t>'), 'text/xml; charset=utf-7', '<t>+ADw-script+AD4-</t>'],
    ['Japanese with escape sequences', latin('\x1b$B?7J9\x1b(B'), 'text/xml; charset=iso-2022-jp', '新聞'],
    ['nothing', Buffer.alloc(0), null, ''],
  ])('%s', (_what, bytes, contentType, text) => {
    expect(decodeBody(bytes, contentType)).toBe(text);
  }); // prettier-ignore

  test('any bytes at all, under any charset, become some text', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 197 + 31) % 256);
    for (const charset of [
      'utf-8',
      'utf-16',
      'gbk',
      'shift_jis',
      'euc-kr',
      'x-user-defined',
      '-',
    ]) {
      expect(decodeBody(bytes, `text/xml; charset=${charset}`).length).toBeGreaterThan(0);
    }
  });
});

interface EncodingCase {
  readonly id: string;
  readonly file: string;
  readonly contentType?: string | null;
  readonly asserts: readonly { readonly path: string; readonly value: string }[];
}

/** Text that was encoded twice, and references to control characters: not a matter of decoding. */
const NOT_DECODING = ['encoding/double-encoded', 'encoding/charref-cp1252'];

describe('a feed in the encoding', () => {
  const cases = (JSON.parse(fixture('cases/encoding.json').toString()) as EncodingCase[]).filter(
    ({ id }) => !NOT_DECODING.includes(id),
  );

  test('there are cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(48);
  });

  test.each(cases.map((each) => [each.id.replace('encoding/', ''), each] as const))(
    '%s has its title readable',
    (_id, { file, contentType, asserts }) => {
      const text = prepareXml(decodeBody(fixture(file), contentType ?? null));
      const title = asserts.find(({ path }) => path === 'feed.title')?.value;
      expect(title).toBeDefined();
      expect(text.replaceAll('&amp;', '&')).toContain(title);
    },
  );
});
