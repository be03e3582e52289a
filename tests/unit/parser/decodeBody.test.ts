import { describe, expect, test } from 'vitest';
import { decodeBody } from '../../../src/main/parser/decodeBody';
import { readFeed } from '../../../src/main/parser/readFeed';
import { textOfHtml } from '../../../src/main/parser/readHtml';
import { fixture } from '../../support/fixtures';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const declared = (encoding: string, rest: string): string =>
  `<?xml version="1.0" encoding="${encoding}"?><t>${rest}</t>`;
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const utf32 = (text: string, isLittle: boolean): Buffer => {
  const characters = Array.from(text, (character) => character.codePointAt(0)!);
  const bytes = Buffer.alloc(characters.length * 4);
  characters.forEach((code, index) =>
    isLittle ? bytes.writeUInt32LE(code, index * 4) : bytes.writeUInt32BE(code, index * 4),
  );
  return bytes;
};

describe('bytes become text', () => {
  // Mark × header × declaration × actual bytes.
  test.each([
    ['[F16.01] a mark over header and declaration', Buffer.from(`\ufeff${declared('iso-8859-1', 'é')}`), 'text/xml; charset=latin1', declared('iso-8859-1', 'é')],
    ['[F16.02] a UTF-16LE mark over "charset=utf-8"', Buffer.from('\ufeff<t>é</t>', 'utf16le'), 'text/xml; charset=utf-8', '<t>é</t>'],
    ['[F16.03] a UTF-16BE mark over a declared UTF-8', utf16be(`\ufeff${declared('utf-8', 'é')}`), null, declared('utf-8', 'é')],
    ['[F16.04] the header over the declaration', latin(declared('windows-1251', '\xe9')), 'text/xml; charset=iso-8859-1', declared('windows-1251', 'é')],
    ['[F16.05] the declaration when the header names none', latin(declared('windows-1251', '\xc0')), 'application/rss+xml', declared('windows-1251', 'А')],
    ['[F16.06] UTF-8 that header and declaration call latin-1', Buffer.from(declared('iso-8859-1', 'é新')), 'text/xml; charset=iso-8859-1', declared('iso-8859-1', 'é新')],
    ['[F16.07] UTF-8 with a wrong declaration (utf8-incorrect-prolog)', Buffer.from(declared('windows-1251', 'é新')), null, declared('windows-1251', 'é新')],
    ['[F16.08] windows-1252 that is declared UTF-8 (windows-1252-incorrect-prolog)', latin(declared('utf-8', '\x93caf\xe9\x94')), null, declared('utf-8', '“café”')],
    ['[F16.09] a declaration that is none (invalid-prolog)', latin('<?xml version="1.0" encoding=?><t>caf\xe9</t>'), null, '<?xml version="1.0" encoding=?><t>café</t>'],
    ['[F16.10] KOI8-R', latin(declared('koi8-r', '\xf0\xd2')), null, declared('koi8-r', 'Пр')],
    ['[F16.11] a declaration after byte 1,024, which counts no more', latin(`${' '.repeat(1100)}${declared('koi8-r', '\xe9')}`), null, `${' '.repeat(1100)}${declared('koi8-r', 'é')}`],
    ['[F16.12] neither mark, header nor declaration: UTF-8', Buffer.from('<t>é新</t>'), 'text/xml', '<t>é新</t>'],
    ['[F16.13] neither, and no UTF-8: windows-1252', latin('<t>\x93caf\xe9\x94</t>'), 'text/xml', '<t>“café”</t>'],
    ['[F16.14] an unknown label, which decides nothing', latin(declared('klingon', 'caf\xe9')), 'text/xml; charset=x-none', declared('klingon', 'café')],
  ])('%s', (_what, bytes, contentType, text) => {
    expect(decodeBody(bytes, contentType)).toBe(text);
  }); // prettier-ignore

  test.each([
    ['a UTF-8 mark, which is no part of the text', Buffer.from('\ufeff<t>é</t>'), null, '<t>é</t>'],
    ['UTF-16LE without a mark', Buffer.from('<t>é新</t>', 'utf16le'), null, '<t>é新</t>'],
    ['UTF-16BE without a mark', utf16be('<t>é新</t>'), null, '<t>é新</t>'],
    ['UTF-16 after a blank line', Buffer.from('\n<t>é</t>', 'utf16le'), 'text/xml; charset=utf-16le', '\n<t>é</t>'],
    ['UTF-32LE with a mark', utf32('\ufeff<t>é🎉</t>', true), null, '<t>é🎉</t>'],
    ['UTF-32BE with a mark', utf32('\ufeff<t>é🎉</t>', false), null, '<t>é🎉</t>'],
    ['UTF-32BE without a mark', utf32('<t>é🎉</t>', false), null, '<t>é🎉</t>'],
    ['the header’s charset in quotes', latin('<t>\xc0</t>'), 'text/xml; charset="WINDOWS-1251"', '<t>А</t>'],
    ['curly quotes in what calls itself latin-1', latin(declared('iso-8859-1', '\x93q\x94')), null, declared('iso-8859-1', '“q”')],
    ['UTF-8 that is declared UTF-16', Buffer.from(declared('utf-16', 'é新')), null, declared('utf-16', 'é新')],
    ['a code page of DOS', latin(declared('cp437', '\x82')), null, declared('cp437', 'é')],
    ['a header that the bytes contradict, beside a declaration that they do not', latin(declared('euc-kr', '\xb3\xe2')), 'text/xml; charset=utf-8', declared('euc-kr', '년')],
    ['one bad byte among good ones', Buffer.concat([Buffer.from('<t>éééé'), latin('\xff</t>')]), null, '<t>éééé\ufffd</t>'],
    ['utf-7, which nobody should decode', latin('<t>+ADw-script+AD4-</t>'), 'text/xml; charset=utf-7', '<t>+ADw-script+AD4-</t>'],
    ['Japanese with escape sequences', latin('\x1b$B?7J9\x1b(B'), 'text/xml; charset=iso-2022-jp', '新聞'],
    ['two Chinese characters that could be UTF-8', Buffer.from([0xc4, 0xa3, 0xc4, 0xa3]), 'text/xml; charset=gbk', '模模'],
    ['many characters of UTF-8 that are declared GBK', Buffer.from('模'.repeat(20)), 'text/xml; charset=gbk', '模'.repeat(20)],
    ['nothing', Buffer.alloc(0), null, ''],
  ])('%s', (_what, bytes, contentType, text) => {
    expect(decodeBody(bytes, contentType)).toBe(text);
  }); // prettier-ignore

  test('any bytes at all, under any charset, become some text', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 197 + 31) % 256);
    const charsets = ['utf-8', 'utf-16', 'utf-32', 'utf-7', 'gbk', 'shift_jis', 'euc-kr', 'cp437'];
    for (const charset of [...charsets, 'x-user-defined', 'base64', 'hex', '-']) {
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

describe('a feed in the encoding', () => {
  const cases = JSON.parse(fixture('cases/encoding.json').toString()) as EncodingCase[];

  test('there are cases', () => {
    expect(cases.length).toBeGreaterThanOrEqual(50);
  });

  test.each(cases.map((each) => [each.id.replace('encoding/', ''), each] as const))(
    '%s has its titles readable',
    async (_id, { file, contentType, asserts }) => {
      const feed = await readFeed(decodeBody(fixture(file), contentType ?? null), null);
      const expected = (path: string): string | undefined =>
        asserts.find((assert) => assert.path === path)?.value;
      expect(textOfHtml(feed.title ?? '')).toBe(expected('feed.title'));
      expect(textOfHtml(feed.entries[0]?.title ?? '')).toBe(expected('entries[0].title'));
    },
  );
});
