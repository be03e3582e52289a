import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { anArticle, articleId, NOON } from './support/builders';
import {
  articleDocument,
  listedTitles,
  optionOf,
  renderApp,
  smallLibrary,
} from './support/renderApp';

const selected = () =>
  screen
    .getAllByRole('option')
    .filter((option) => option.getAttribute('aria-selected') === 'true')
    .map((option) => option.querySelector('.article-row-title')?.textContent);

describe('the list of articles', () => {
  it('moves with j, k and the arrow keys', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('jj');
    expect(selected()).toEqual(['Article 2']);
    await user.keyboard('k');
    expect(selected()).toEqual(['Article 1']);
    screen.getByRole('listbox').focus();
    await user.keyboard('{ArrowDown}');
    expect(selected()).toEqual(['Article 2']);
    expect(screen.getByRole('listbox').getAttribute('aria-activedescendant')).toBe('article-2');
  });

  it('n skips what is read and says so at the end', async () => {
    const library = smallLibrary(3);
    library.articles[1] = anArticle(2, { isRead: true });
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(3);
    });
    await user.keyboard('n');
    await waitFor(() => {
      expect(selected()).toEqual(['Article 1']);
    });
    await user.keyboard('n');
    await waitFor(() => {
      expect(selected()).toEqual(['Article 3']);
    });
    await user.keyboard('n');
    await screen.findByText('Nothing unread below.');
  });

  it('n loads further pages until it finds something unread', async () => {
    const library = smallLibrary(250);
    library.articles = library.articles.map((article) => ({
      ...article,
      isRead: article.id !== 230,
    }));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await listedTitles();
    await user.keyboard('n');
    await waitFor(() => {
      expect(library.inputsOf('articles.setRead')).toEqual([{ ids: [articleId(230)], read: true }]);
    });
  });

  it('n opens by itself what is too far below to load all that lies between', async () => {
    const library = smallLibrary(1300);
    library.articles = library.articles.map((article) => ({
      ...article,
      isRead: article.id !== 1200,
    }));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await listedTitles();
    const before = library.inputsOf('articles.list').length;
    await user.keyboard('n');
    await waitFor(() => {
      expect(articleDocument().querySelector('h1')?.textContent).toBe('Article 1200');
    });
    expect(library.inputsOf('articles.list')).toHaveLength(before);
    expect(library.inputsOf('articles.setRead')).toEqual([{ ids: [1200], read: true }]);
  });

  it('n says so at the end of a list of many pages, and loads none of them', async () => {
    const library = smallLibrary(250);
    library.articles = library.articles.map((article) => ({ ...article, isRead: true }));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await listedTitles();
    const before = library.inputsOf('articles.list').length;
    await user.keyboard('n');
    await screen.findByText('Nothing unread below.');
    expect(library.inputsOf('articles.list')).toHaveLength(before);
  });

  it('loads a further page only after a reload, so that what that brought stays', async () => {
    const library = smallLibrary(250);
    library.articles = library.articles.map((article) => ({
      ...article,
      isRead: article.id !== 140,
    }));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await listedTitles();
    const before = library.inputsOf('articles.list').length;
    const answer = library.holdBack('articles.list');
    library.arrive(anArticle(500, { sortAt: NOON, isRead: true }));
    await waitFor(() => {
      expect(library.inputsOf('articles.list')).toHaveLength(before + 1);
    });
    await user.keyboard('n');
    answer();
    await waitFor(() => {
      expect(library.inputsOf('articles.setRead')).toEqual([{ ids: [140], read: true }]);
    });
    expect((await listedTitles())[0]).toBe('Article 500');
  });

  it('asks once for a page that fails, however near the end of the list is', async () => {
    const library = smallLibrary(150);
    const user = await renderApp(library);
    await listedTitles();
    library.fail('articles.list', 'unavailable');
    const answer = library.holdBack('articles.list');
    const list = screen.getByRole('listbox');
    list.scrollTop = 10_000;
    fireEvent.scroll(list);
    await waitFor(() => {
      expect(library.inputsOf('articles.list')).toHaveLength(2);
    });
    // Long enough for the window to draw that it is waiting.
    await new Promise((resolve) => setTimeout(resolve, 20));
    answer();
    await screen.findByText('This list could not be read');
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(library.inputsOf('articles.list')).toHaveLength(2);

    library.fail('articles.list', null);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => {
      expect(screen.queryByText('This list could not be read')).toBeNull();
    });
  });

  it('offers nothing in a pill that a list read anew holds already', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await listedTitles();
    await user.keyboard('j');
    library.arrive(anArticle(50, { sortAt: NOON }));
    await screen.findByRole('button', { name: '1 new article' });
    await user.keyboard('u');
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(3);
    });
    await user.keyboard('u');
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(4);
    });
    expect(screen.queryByRole('button', { name: /new article/ })).toBeNull();
  });

  it('offers new articles in a pill and lets them in when asked', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    library.arrive(anArticle(50, { sortAt: NOON }), anArticle(51, { sortAt: NOON + 1 }));
    const pill = await screen.findByRole('button', { name: '2 new articles' });
    expect(await listedTitles()).toHaveLength(3);

    await user.click(pill);
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(5);
    });
    expect(selected()).toEqual(['Article 1']);
    expect(screen.queryByRole('button', { name: /new article/ })).toBeNull();
  });

  it('lets new articles in at once while there is no place to lose', async () => {
    const library = smallLibrary(3);
    await renderApp(library);
    await listedTitles();
    library.arrive(anArticle(50, { sortAt: NOON }), anArticle(51, { sortAt: NOON + 1 }));
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(5);
    });
    expect((await listedTitles())[0]).toBe('Unread. Article 51');
    expect(screen.queryByRole('button', { name: /new article/ })).toBeNull();
  });

  it('offers them in a pill to a reader who has moved down the list', async () => {
    const library = smallLibrary(3);
    await renderApp(library);
    await listedTitles();
    const list = screen.getByRole('listbox');
    list.scrollTop = 300;
    fireEvent.scroll(list);
    library.arrive(anArticle(50, { sortAt: NOON }));
    await screen.findByRole('button', { name: '1 new article' });
    expect(await listedTitles()).toHaveLength(3);

    list.scrollTop = 0;
    fireEvent.scroll(list);
    library.arrive(anArticle(51, { sortAt: NOON + 1 }));
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(5);
    });
    expect(screen.queryByRole('button', { name: /new article/ })).toBeNull();
  });

  it('keeps the place of a reader who begins to read while new articles are on their way', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    const answer = library.holdBack('articles.list');
    library.arrive(anArticle(50, { sortAt: NOON }));
    await waitFor(() => {
      expect(library.inputsOf('articles.list')).toHaveLength(2);
    });
    await user.keyboard('j');
    answer();
    await screen.findByRole('button', { name: '1 new article' });
    expect(selected()).toEqual(['Article 1']);
    expect(await listedTitles()).toHaveLength(3);
  });

  it('lets new articles into an empty list without being asked', async () => {
    const library = smallLibrary(0);
    await renderApp(library);
    await screen.findByText('All read');
    library.arrive(anArticle(1));
    expect(await listedTitles()).toEqual(['Unread. Article 1']);
  });

  it('u switches to unread only, and the setting is written once', async () => {
    const library = smallLibrary(2);
    library.articles[0] = anArticle(1, { isRead: true });
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(2);
    });
    await user.keyboard('u');
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Unread. Article 2']);
    });
    await waitFor(() => {
      expect(library.inputsOf('settings.update')).toEqual([{ change: { unreadOnly: true } }]);
    });
  });

  it('u in the unread view shows everything, and keeps the article that is open', async () => {
    const library = smallLibrary(4);
    library.articles[2] = anArticle(3, { isRead: true });
    const user = await renderApp(library);
    expect(await listedTitles()).toHaveLength(3);
    await user.keyboard('jj');
    await user.keyboard('u');
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(4);
    });
    expect(selected()).toEqual(['Article 2']);
    await user.keyboard('j');
    expect(selected()).toEqual(['Article 3']);
  });

  it('says in words why a list could not be read', async () => {
    const library = smallLibrary();
    library.fail('articles.list', 'unavailable');
    const user = await renderApp(library);
    await screen.findByText('This list could not be read');
    library.fail('articles.list', null);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await listedTitles()).toHaveLength(5);
  });

  it('shows titles as text, never as markup', async () => {
    const library = smallLibrary(1);
    library.articles = [anArticle(1, { title: '<img src=x onerror=alert(1)> A &amp; B' })];
    await renderApp(library);
    await listedTitles();
    expect(optionOf('<img src=x onerror=alert(1)> A &amp; B').querySelector('img')).toBeNull();
  });
});
