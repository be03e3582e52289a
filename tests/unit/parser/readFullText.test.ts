import { describe, expect, test } from 'vitest';
import { readFullText } from '../../../src/main/parser/readFullText';
import { ReaderError } from '../../../src/shared/errors';

const words = 'A sentence with a comma, and another one. '.repeat(20);
const story = `<html lang="en"><head><title>A day</title></head><body><nav><a href="/">Home</a></nav><article><h1>A day</h1><p>${words}</p><p>${words}<a href="next">On</a></p></article></body></html>`;

const read = (html: string, contentType = 'text/html'): ReturnType<typeof readFullText> =>
  readFullText(new TextEncoder().encode(html), { url: 'https://example.org/a/b', contentType });

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ReaderError) return error.code;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}

describe('the full text of an article', () => {
  test('is the article of its page, and nothing around it', () => {
    const { source, wordCount } = read(story);
    expect(source).toContain(words.trim());
    expect(source).toContain('href="https://example.org/a/next"');
    expect(source).toContain('lang="en"');
    expect(source).not.toContain('Home');
    expect(wordCount).toBeGreaterThan(300);
    expect(wordCount).toBeLessThan(340);
  });

  test('is the text where the page is plain text', () => {
    const { source, wordCount } = read('One & two\n\nThree', 'text/plain');
    expect(source).toBe('<p>One &amp; two</p>\n<p>Three</p>');
    expect(wordCount).toBe(3);
  });

  test('is none where nothing reads like one, rather than all of the page', () => {
    expect(codeOf(() => read('<!doctype html><title>T</title>'))).toBe('no-article');
  });

  test('is none of what is no page', () => {
    expect(codeOf(() => read('\u0000\u0001PDF', 'application/pdf'))).toBe('not-a-page');
  });
});
