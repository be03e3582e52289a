import { expect, test } from 'vitest';
import { rebuildMailAddress } from '../../../src/main/shell/mailAddress';

const rebuilt = (address: string): string | null => rebuildMailAddress(new URL(address));

test.each([
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['mailto:a@b.example,c@d.example', 'mailto:a@b.example,c@d.example'],
  ['mailto:a+b@c.example?subject=1%20%26%202', 'mailto:a%2Bb@c.example?subject=1%20%26%202'],
  ['mailto:a%40b.example', 'mailto:a@b.example'],
  ['mailto:a@bücher.example', 'mailto:a@b%C3%BCcher.example'],
  ['mailto:a@b.example?body=one%0D%0Atwo', 'mailto:a@b.example?body=one%0D%0Atwo'],
  ['mailto:a@b.example?body=a%00b%1Bc', 'mailto:a@b.example?body=a%20b%20c'],
  ['mailto:a@b.example?subject=a%0Ab%09c', 'mailto:a@b.example?subject=a%20b%20c'],
  ['mailto:a@b.example?cc=x@y.example&in-reply-to=1&from=z@y.example', 'mailto:a@b.example'],
  ['mailto:a@b.example?subject=one&subject=two', 'mailto:a@b.example?subject=one'],
])('%s becomes %s', (address, expected) => {
  expect(rebuilt(address)).toBe(expected);
});

test.each([
  'mailto:',
  'mailto:nobody',
  'mailto:a@b.example,',
  'mailto:"a b"@c.example',
  'mailto:A%20Person%20%3Ca@b.example%3E',
  'mailto:a@b.example%0D%0ABcc:c@d.example',
  'mailto:a@b@c.example',
  "mailto:a'b@c.example",
  'mailto:a@b.example;c@d.example',
  'mailto:grüße@b.example',
  'mailto:%ff@b.example',
])('%s names no plain address', (address) => {
  expect(rebuilt(address)).toBeNull();
});
