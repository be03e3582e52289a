import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/shared/model';
import { anArticle, HOUR, NOON } from './support/builders';
import { articleDocument, listedTitles, renderApp, smallLibrary } from './support/renderApp';

/** Opens an article and gives the document it stands in. */
async function open(change: Partial<Article>): Promise<Document> {
  const library = smallLibrary(1);
  library.articles = [anArticle(1, change)];
  const user = await renderApp(library);
  await listedTitles();
  await user.keyboard('j');
  await waitFor(() => {
    expect(articleDocument().querySelector('h1')).not.toBeNull();
  });
  return articleDocument();
}

const linksIn = (place: Element | null): (string | null)[] =>
  [...(place?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));

describe('what comes with an article', () => {
  it('has no foot when nothing does', async () => {
    const page = await open({});
    expect(page.querySelector('.article-foot')).toBeNull();
  });

  it('lists files with their kind and size, as links that open outside', async () => {
    const page = await open({
      enclosures: [
        { url: 'https://cdn.example/show/12.mp3', type: 'audio/mpeg', length: 34_000_000 },
        { url: 'https://cdn.example/notes.pdf', type: 'application/pdf', length: null },
      ],
    });
    const files = [...page.querySelectorAll('.article-files > li')];
    expect(files.map((file) => file.textContent)).toEqual(['12.mp3 audio, 34 MB', 'notes.pdf PDF']);
    expect(linksIn(page.querySelector('.article-files'))).toEqual([
      'https://cdn.example/show/12.mp3',
      'https://cdn.example/notes.pdf',
    ]);
    expect(page.querySelector('.article-files a')?.getAttribute('rel')).toBe('noopener noreferrer');
  });

  it.each(['javascript:alert(1)', 'file:///etc/passwd', 'data:text/html,x'])(
    'makes no link of %s',
    async (url) => {
      const page = await open({
        enclosures: [{ url, type: null, length: null }],
        commentsUrl: url,
      });
      expect(linksIn(page.querySelector('.article-foot'))).toEqual([null]);
      expect(page.querySelector('.article-comments')).toBeNull();
    },
  );

  it('shows categories as the plain text they are', async () => {
    const categories = ['Politics', '<img src=x onerror=alert(1)>', 'العربية'];
    const page = await open({ categories });
    const shown = [...page.querySelectorAll('.article-categories bdi')];
    expect(shown.map((category) => category.textContent)).toEqual(categories);
    expect(page.querySelector('.article-categories img')).toBeNull();
  });

  it('leads to the comments', async () => {
    const page = await open({ commentsUrl: 'https://talk.example/1' });
    expect(linksIn(page.querySelector('.article-comments'))).toEqual(['https://talk.example/1']);
  });

  it('says when it was updated, if that was well after it was published', async () => {
    const page = await open({ publishedAt: NOON - 5 * HOUR, updatedAt: NOON });
    expect(page.querySelector('.article-byline')?.textContent).toMatch(
      /07:00 · updated 24 Nov 2026, 12:00 · /,
    );
  });

  it('says nothing of an update within minutes', async () => {
    const page = await open({ publishedAt: NOON, updatedAt: NOON + 5 * 60_000 });
    expect(page.querySelector('.article-byline')?.textContent).not.toContain('updated');
  });

  it('says that only the text could be kept', async () => {
    const page = await open({ isTextOnly: true });
    expect(page.querySelector('.article-note')?.textContent).toBe(
      'This article could only be kept as text.',
    );
  });

  it('says where there are no comments to open', async () => {
    const library = smallLibrary(1);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    await user.keyboard('{Shift>}C{/Shift}');
    await screen.findByText('This article names no comments.');
  });
});
