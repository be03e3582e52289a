import { describe, expect, test } from 'vitest';
import { PictureChoice } from '../../../src/main/parser/pictureChoice';

type Attributes = Readonly<Record<string, string>>;

const reader = (attributes: Attributes) => (name: string) => attributes[name] ?? null;
const chosen = (attributes: Attributes): string | null =>
  new PictureChoice().ofImage(reader(attributes));

describe('of the addresses of a picture', () => {
  test.each<[string, Attributes, string | null]>([
    ['its own', { src: ' a.png ' }, 'a.png'],
    ['none', { alt: 'a' }, null],
    ['what a script would load', { src: 'blank.gif', 'data-src': 'a.png' }, 'a.png'],
    [
      'WordPress’s',
      { src: 'data:image/gif;base64,R0', 'data-lazy-src': 'https://x.test/a' },
      'https://x.test/a',
    ],
    ['the jQuery plugin’s', { 'data-original': '/a/b', src: 'grey.gif' }, '/a/b'],
    ['a late list', { src: 'blur.png', 'data-srcset': 's.png 400w, l.png 1600w' }, 'l.png'],
    ['not what is no address', { src: 'a.png', 'data-src': '{"id":1}' }, 'a.png'],
    ['not a word', { src: 'a.png', 'data-original': 'photo' }, 'a.png'],
    ['not what runs', { src: 'a.png', 'data-src': 'javascript:P' }, 'a.png'],
    [
      'the picture in the page where there is no other',
      { src: 'data:image/png;base64,x' },
      'data:image/png;base64,x',
    ],
    [
      'the smallest that is sharp',
      { src: 'a.png', srcset: 'x.png 2800w, m.png 1400w, s.png 700w' },
      'm.png',
    ],
    ['the largest of small ones', { src: 'a.png', srcset: 's.png 320w, m.png 640w' }, 'm.png'],
    ['the fine one', { src: 'a.png', srcset: 'a.png 1x, b.png 2x, c.png 3x' }, 'b.png'],
    ['its own rather than one of the same size', { src: 'a.png', srcset: 'b.png 1x' }, 'a.png'],
    ['one of the same size where it has none', { srcset: 'b.png' }, 'b.png'],
    [
      'one whose address has commas',
      { srcset: 'https://x.test/w_1,h_2/a.png 2x, c.png' },
      'https://x.test/w_1,h_2/a.png',
    ],
    ['nothing of a broken list', { src: 'a.png', srcset: ' , ,, 2x' }, 'a.png'],
  ])('%s', (_what, attributes, expected) => {
    expect(chosen(attributes)).toBe(expected);
  });

  test('what <picture> offers, for an image without an address of its own', () => {
    const choice = new PictureChoice();
    choice.note('picture', reader({}));
    choice.note('source', reader({ srcset: 'a.webp 1400w, b.webp 400w' }));
    choice.note('source', reader({ srcset: 'a.jpeg' }));
    expect(choice.ofImage(reader({ src: 'data:image/gif;base64,R0' }))).toBe('a.webp');
    expect(choice.ofImage(reader({}))).toBeNull();
  });

  test('not what a film offers', () => {
    const choice = new PictureChoice();
    choice.note('source', reader({ srcset: 'a.webp' }));
    expect(choice.ofImage(reader({}))).toBeNull();
  });
});
