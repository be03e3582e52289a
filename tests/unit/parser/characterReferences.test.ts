import { describe, expect, test } from 'vitest';
import {
  decodeReferences,
  escapeAttribute,
  escapeText,
} from '../../../src/main/parser/characterReferences';
import { namedControls, repairText } from '../../../src/main/parser/mojibake';

describe('character references', () => {
  test.each([
    ['&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['caf&eacute; &Auml; &hellip; &lang;', 'café Ä … ⟨'],
    ['&#8217;&#x2019;&#X2019;', '’’’'],
    ['&#128240;&#x1F4F0;', '📰📰'],
    ['&CounterClockwiseContourIntegral;', '∳'],
    ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
    ['Fish & chips &unknown; &amp &copy=1 &', 'Fish & chips &unknown; &amp &copy=1 &'],
    ['&toString;&valueOf;&__proto__;', '&toString;&valueOf;&__proto__;'],
    ['&#;&#x;&#xg;&#1a;', '&#;&#x;&#xg;&#1a;'],
    ['a&#0;b&#xFFFE;c&#x110000;d&#99999999999999999999;e', 'abcde'],
    ['&#xD83D;&#xDCF0; &#xD83D;x', '📰 x'],
  ])('%s reads %s', (written, read) => {
    expect(decodeReferences(written)).toBe(read);
  });

  test('in a million are read in the time of a million', () => {
    const start = performance.now();
    expect(decodeReferences('&#65;'.repeat(1_000_000))).toBe('A'.repeat(1_000_000));
    expect(decodeReferences('&'.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('are written where text could be taken for markup', () => {
    expect(escapeText('a < b & "c" > d')).toBe('a &lt; b &amp; "c" &gt; d');
    expect(escapeAttribute('a < b & "c" > d')).toBe('a &lt; b &amp; &quot;c&quot; &gt; d');
    expect(decodeReferences(escapeAttribute('<&>"'))).toBe('<&>"');
  });
});

describe('text that went through the wrong charset', () => {
  test.each([
    ['Ã¼ber', 'über'],
    ['ä\u00c2\u00a0b', 'ä\u00c2\u00a0b'],
    ['Ã©tÃ© \u00e2\u0080\u00a6', 'été …'],
    ['Ã¼ and 新', 'Ã¼ and 新'],
    ['über', 'über'],
    ['don\u0092t', 'don’t'],
    ['\u0080\u0099', '€™'],
    ['plain', 'plain'],
  ])('%j is %j', (written, meant) => {
    expect(repairText(written)).toBe(meant);
  });

  test('has no controls left that windows-1252 has letters for', () => {
    expect(namedControls('\u0093a\u0094 \u0081')).toBe('“a” \u0081');
  });
});
