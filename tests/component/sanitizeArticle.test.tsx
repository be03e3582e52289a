import createDOMPurify from 'dompurify';
import { describe, expect, it } from 'vitest';
import { MediaId } from '../../src/shared/model';
import { placeImages } from '../../src/renderer/src/features/reading/placeImages';
import { sanitizeArticle } from '../../src/renderer/src/features/reading/sanitizeArticle';
import { fillArticleDocument } from '../../src/renderer/src/features/reading/articleDocument';
import { anArticle } from './support/builders';

function sanitized(html: string): string {
  const box = document.createElement('div');
  box.append(sanitizeArticle(html));
  return box.innerHTML;
}

const mediaId = MediaId.parse('a'.repeat(64));
const stored = [{ source: 'https://x.example/1.jpg', mediaId, width: 1200, height: 700 }];

function placed(html: string): HTMLElement {
  const fragment = sanitizeArticle(html);
  placeImages(fragment, stored);
  const box = document.createElement('div');
  box.append(fragment);
  return box;
}

describe('an article just before it is shown', () => {
  it('stands on a DOM that DOMPurify supports', () => {
    expect(createDOMPurify(window).isSupported).toBe(true);
  });

  it.each([
    ['<script>alert(1)</script><p>kept</p>', '<p>kept</p>'],
    ['<p onclick="alert(1)" style="position:fixed" id="api" class="x">text</p>', '<p>text</p>'],
    ['<svg><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg>', ''],
    ['<form action="https://x.example"><p>kept</p><button>go</button></form>', '<p>kept</p>'],
    ['<iframe srcdoc="<script>alert(1)</script>"></iframe><object data="x"></object>', ''],
    [
      '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
      '',
    ],
    ['<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>', '<p></p>'],
    [
      '<meta http-equiv="refresh" content="0"><base href="https://x.example/"><p>kept</p>',
      '<p>kept</p>',
    ],
    ['<p dir="rtl" lang="ar">نص</p>', '<p dir="rtl" lang="ar">نص</p>'],
    ['<td colspan="2" href="https://x.example">cell</td>', 'cell'],
  ])('%s', (html, expected) => {
    const result = sanitized(html);
    expect(result.replace(/<img[^>]*>/g, '').replace(/"&gt;.*$/, '')).toBe(expected);
    expect(result).not.toMatch(/onerror=|onclick=|<script|javascript:/i);
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'jav&#x09;ascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'sample:picture',
    'app://bundle/index.html',
    '#fragment',
    'relative/page',
  ])('keeps the text of a link to %s and drops where it leads', (address) => {
    expect(sanitized(`<a href="${address}">text</a>`)).toBe('<a>text</a>');
  });

  it('keeps links to the web, which say where they lead', () => {
    expect(
      sanitized('<a href="https://example.org/" target="_top" ping="https://spy.example">x</a>'),
    ).toBe(
      '<a href="https://example.org/" rel="noopener noreferrer" title="https://example.org/">x</a>',
    );
  });

  it('shows a stored picture from this machine, with its size', () => {
    const image = placed(
      '<img src="https://x.example/1.jpg" srcset="https://spy.example 2x" alt="A street">',
    ).querySelector('img');
    expect(image?.outerHTML).toBe(
      `<img src="app-img://${mediaId}" alt="A street" width="1200" height="700" decoding="async">`,
    );
  });

  it('puts a box in the place of a picture that is not stored', () => {
    const box = placed(
      '<img src="https://x.example/2.jpg" alt="A map"><img src="data:image/png;base64,AAAA"><img>',
    );
    expect(box.querySelectorAll('img')).toHaveLength(0);
    const words = [...box.querySelectorAll('.missing-picture')].map((each) => each.textContent);
    expect(words).toEqual(['A map', 'Picture not stored', 'Picture not stored']);
  });

  it('says nothing about pictures that only count readers', () => {
    expect(
      placed('<p>x<img src="https://spy.example/p.gif" width="1" height="1"></p>').innerHTML,
    ).toBe('<p>x</p>');
  });

  it('takes a picture whose size is left open for one to be seen', () => {
    const box = placed('<img src="https://x.example/2.jpg" width="" height="" alt="A map">');
    expect(box.textContent).toBe('A map');
  });

  it('writes every plain field as text', () => {
    const page = document.implementation.createHTMLDocument();
    fillArticleDocument(
      page,
      anArticle(1, {
        title: '<img src=x onerror=alert(1)>',
        author: '<b>Ada</b>',
        feedTitle: '&lt;script&gt;',
        html: '<table><tr><td>1</td></tr></table>',
      }),
    );
    expect(page.querySelector('h1')?.textContent).toBe('<img src=x onerror=alert(1)>');
    expect(page.querySelector('.article-feed')?.textContent).toBe('&lt;script&gt;');
    expect(page.querySelector('.article-byline')?.textContent).toMatch(/^<b>Ada<\/b> · /);
    expect(page.querySelectorAll('img, b, script')).toHaveLength(0);
    expect(page.querySelector('.wide-content > table')).not.toBeNull();
  });

  it('says so when the feed gives no text', () => {
    const page = document.implementation.createHTMLDocument();
    fillArticleDocument(page, anArticle(1, { html: '' }));
    expect(page.body.textContent).toContain('The feed gives no text for this article.');
  });
});
