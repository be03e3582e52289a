import { expect, test } from 'vitest';
import { findFeedLinks } from '../../../src/main/parser/findFeedLinks';

const page = 'https://example.org/blog/';
const link = (attributes: string): string =>
  `<html><head><link ${attributes}></head><body></body></html>`;
const urls = (html: string): string[] => findFeedLinks(html, page).map(({ url }) => url);

test.each([
  'rel="alternate" type="application/rss+xml" href="feed"',
  'rel="alternate" type="application/atom+xml" href="feed"',
  'REL="Alternate" TYPE="Application/RSS+XML" HREF="feed"',
  'rel="alternate home" type="application/rss+xml; charset=utf-8" href="feed"',
  'rel=alternate type=text/xml href=feed',
  'rel="alternate" type="application/rdf+xml" href=" feed "',
])('<link %s> names a feed', (attributes) => {
  expect(urls(link(attributes))).toEqual(['https://example.org/blog/feed']);
});

test.each([
  'rel="stylesheet" type="application/rss+xml" href="feed"',
  'rel="alternate" type="text/html" href="feed"',
  'rel="alternate" hreflang="de" href="/de/"',
  'rel="alternate" type="application/rss+xml"',
  'rel="alternate" type="application/rss+xml" href=""',
  'rel="alternate" type="application/rss+xml" href="javascript:alert(1)"',
  'rel="alternate" type="application/rss+xml" href="file:///etc/passwd"',
])('<link %s> names none', (attributes) => {
  expect(urls(link(attributes))).toEqual([]);
});

test('each feed has a plain title, or its host for want of one', () => {
  const html = `<link rel="alternate" type="application/rss+xml" title="Posts &amp; <b>notes</b>" href="a">
    <link rel="alternate" type="application/rss+xml" title=" " href="https://feeds.example/b">`;
  expect(findFeedLinks(html, page)).toEqual([
    { url: 'https://example.org/blog/a', title: 'Posts & notes' },
    { url: 'https://feeds.example/b', title: 'feeds.example' },
  ]);
});

test('an address is listed once, in the order of the page', () => {
  const html = ['b', 'a', 'b']
    .map((href) => `<link rel="alternate" type="text/xml" href="${href}">`)
    .join('');
  expect(urls(html)).toEqual(['https://example.org/blog/b', 'https://example.org/blog/a']);
});

test('relative addresses start at the page’s base', () => {
  const feed = '<link rel="alternate" type="text/xml" href="feed">';
  expect(urls(`<base href="/news/">${feed}`)).toEqual(['https://example.org/news/feed']);
  expect(urls(`<base href="javascript:x">${feed}`)).toEqual(['https://example.org/blog/feed']);
});

test('links in comments and scripts are not links', () => {
  const feed = '<link rel="alternate" type="text/xml" href="feed">';
  expect(urls(`<!-- ${feed} --><script>var x = '${feed}'</script>`)).toEqual([]);
});

test('nobody has to choose from more than fifty', () => {
  const html = Array.from(
    { length: 80 },
    (_, index) => `<link rel="alternate" type="text/xml" href="${String(index)}">`,
  ).join('');
  expect(urls(html)).toHaveLength(50);
});
