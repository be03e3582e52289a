import { describe, expect, test } from 'vitest';
import { looksLikePage, readPage } from '../../../src/main/parser/readPage';

const page = 'https://example.org/blog/';
const link = (attributes: string): string =>
  `<html><head><link ${attributes}></head><body></body></html>`;
const urls = (html: string): string[] => readPage(html, page).feeds.map(({ url }) => url);

describe('the feeds of a page', () => {
  test.each([
    'rel="alternate" type="application/rss+xml" href="feed"',
    'rel="alternate" type="application/atom+xml" href="feed"',
    'rel="alternate" type="application/feed+json" href="feed"',
    'rel="alternate" type="application/json" title="JSON Feed" href="feed"',
    'REL="Alternate" TYPE="Application/RSS+XML" HREF="feed"',
    'rel="alternate home" type="application/rss+xml; charset=utf-8" href="feed"',
    'rel=alternate type=text/xml href=feed',
    'rel="alternate" type="application/rdf+xml" href=" feed "',
  ])('<link %s> names one', (attributes) => {
    expect(urls(link(attributes))).toEqual(['https://example.org/blog/feed']);
  });

  test.each([
    'rel="stylesheet" type="application/rss+xml" href="feed"',
    'rel="alternate" type="text/html" href="feed"',
    'rel="alternate" type="application/json" href="/wp-json/wp/v2/posts/1"',
    'rel="alternate" hreflang="de" href="/de/"',
    'rel="alternate" type="application/rss+xml"',
    'rel="alternate" type="application/rss+xml" href=""',
    'rel="alternate" type="application/rss+xml" href="javascript:alert(1)"',
    'rel="alternate" type="application/rss+xml" href="file:///etc/passwd"',
  ])('<link %s> names none', (attributes) => {
    expect(urls(link(attributes))).toEqual([]);
  });

  test('have a plain title each, or their host for want of one', () => {
    const html = `<link rel="alternate" type="application/rss+xml" title="Posts &amp; <b>notes</b>" href="a">
      <link rel="alternate" type="application/rss+xml" title=" " href="https://feeds.example/b">`;
    expect(readPage(html, page).feeds).toEqual([
      { url: 'https://example.org/blog/a', title: 'Posts & notes' },
      { url: 'https://feeds.example/b', title: 'feeds.example' },
    ]);
  });

  test('are listed once, in the order of the page', () => {
    const html = ['b', 'a', 'b']
      .map((href) => `<link rel="alternate" type="text/xml" href="${href}">`)
      .join('');
    expect(urls(html)).toEqual(['https://example.org/blog/b', 'https://example.org/blog/a']);
  });

  test('start at the page’s base', () => {
    const feed = '<link rel="alternate" type="text/xml" href="feed">';
    expect(urls(`<base href="/news/"><base href="/no/">${feed}`)).toEqual([
      'https://example.org/news/feed',
    ]);
    expect(urls(`<base href="javascript:x">${feed}`)).toEqual(['https://example.org/blog/feed']);
  });

  test('are not links in comments and scripts', () => {
    const feed = '<link rel="alternate" type="text/xml" href="feed">';
    expect(urls(`<!-- ${feed} --><script>var x = '${feed}'</script>`)).toEqual([]);
  });

  test('are never more than fifty to choose from', () => {
    const html = Array.from(
      { length: 80 },
      (_, index) => `<link rel="alternate" type="text/xml" href="${String(index)}">`,
    ).join('');
    expect(urls(html)).toHaveLength(50);
  });
});

describe('the icons of a page', () => {
  const icons = (html: string): string[] =>
    readPage(html, page).icons.map((url) => url.replace('https://example.org/', ''));

  test('come best first: the smallest that is sharp, then larger, then smaller, then unknown', () => {
    expect(
      icons(`<link rel="shortcut icon" href="/unknown.ico"><link rel="icon" sizes="16x16" href="/16.png">
        <link rel="icon" sizes="512x512" href="/512.png"><link rel="icon" sizes="48x48 64x64" href="/64.png">
        <link rel="apple-touch-icon" href="/touch.png"><link rel="icon" sizes="32x32" href="/32.png">`),
    ).toEqual(['64.png', 'touch.png', '512.png', '32.png', '16.png', 'unknown.ico']);
  });

  test('are pictures on the web, each once', () => {
    const icon = '<link rel="icon" href="/a.png">';
    expect(icons(`${icon}${icon}<link rel="icon" href="data:image/png;base64,x">`)).toEqual([
      'a.png',
    ]);
    expect(icons('<link rel="mask-icon" href="/m.svg"><link rel="icon">')).toEqual([]);
  });
});

test('the title of a page is its first, as plain text', () => {
  const html = '<title>A &amp; <b>B</b>\n c</title><svg><title>no</title></svg><title>nor</title>';
  expect(readPage(html, page).title).toBe('A & B c');
  expect(readPage('<p>x', page).title).toBe('');
});

test.each([
  ['<!doctype html><title>x</title>', true],
  ['\n<HTML lang="en">', true],
  ['<!-- made by <rss> -->\n<html>', true],
  ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html>', true],
  ['<body>', true],
  ['<rss version="2.0"><channel><description>&lt;html></description>', false],
  ['<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><subtitle><body>', false],
  ['<rdf:RDF xmlns="http://purl.org/rss/1.0/"><head>', false],
  ['<!-- <html> --><rss>', false],
  ['<!-- <html>', false],
  ['<header>', false],
  ['plain text', false],
])('%j is a page: %s', (text, isPage) => {
  expect(looksLikePage(text)).toBe(isPage);
});
