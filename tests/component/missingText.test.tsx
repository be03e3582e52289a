import { waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { FullText } from '../../src/shared/model';
import { anArticle } from './support/builders';
import { articleDocument, listedTitles, renderApp, smallLibrary } from './support/renderApp';

/** Opens an article and gives the document it stands in. */
async function open(fullText: FullText | null): Promise<Document> {
  const library = smallLibrary(1);
  library.articles = [anArticle(1, { fullText })];
  const user = await renderApp(library);
  await listedTitles();
  await user.keyboard('j');
  await waitFor(() => {
    expect(articleDocument().querySelector('h1')).not.toBeNull();
  });
  return articleDocument();
}

const noteIn = (page: Document): string | null =>
  page.querySelector('.article-note')?.textContent ?? null;
const failed = (code: 'http-status' | 'not-a-page' | 'no-article' | 'network', status?: number) =>
  ({
    state: 'failed',
    failure: {
      code,
      details: { host: 'example.org', ...(status === undefined ? {} : { status }) },
    },
  }) as const;

describe('what is said of an article’s text', () => {
  it('is nothing where the feed’s own is all that is wanted', async () => {
    const page = await open(null);
    expect(noteIn(page)).toBeNull();
    expect(page.querySelector('.article-byline')?.textContent).not.toContain('full text');
  });

  it('stands among the facts where the full one is shown', async () => {
    const page = await open({ state: 'kept' });
    expect(noteIn(page)).toBeNull();
    expect(page.querySelector('.article-byline')?.textContent).toMatch(/ · full text$/);
  });

  it.each([
    [{ state: 'waiting' } as const, /still to be fetched\.$/],
    [failed('http-status', 404), /could not be had\. example\.org answered 404\.$/],
    [failed('not-a-page'), /What example\.org sent is no page with a text\.$/],
    [failed('no-article'), /has no more of this article than the feed\.$/],
    [failed('network'), /example\.org could not be reached\. Are you online\?$/],
  ])('stands before it where only a part is: %j', async (fullText, words) => {
    const page = await open(fullText);
    expect(noteIn(page)).toMatch(words);
    expect(page.querySelector('.article-body')?.firstElementChild?.className).toBe('article-note');
  });
});
