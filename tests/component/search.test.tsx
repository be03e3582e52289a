import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { aFeed, anArticle, articleId } from './support/builders';
import type { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, renderApp, smallLibrary } from './support/renderApp';

const box = (): HTMLInputElement => screen.getByRole('combobox', { name: 'Search' });
const foundTitles = async (): Promise<string[]> => {
  const list = await screen.findByRole('listbox', { name: 'Articles: found' });
  return within(list)
    .getAllByRole('option')
    .map((option) => option.querySelector('.article-row-title')?.textContent ?? '')
    .map((title) => title.replace('Unread. ', ''));
};
const offers = (): string[] =>
  within(screen.getByRole('listbox', { name: 'What may be meant' }))
    .getAllByRole('option')
    .map((option) => option.querySelector('.completion-label')?.textContent ?? '');
const searches = (library: FakeLibrary): unknown[] => library.inputsOf('search.articles');

describe('searching', () => {
  it('shows what is found as it is typed, and asks for what the view shows', async () => {
    const library = smallLibrary(12);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/Article 1');
    await waitFor(async () => {
      expect(await foundTitles()).toEqual(['Article 1', 'Article 10', 'Article 11', 'Article 12']);
    });
    expect(searches(library).at(-1)).toEqual({
      ...{ text: 'Article 1', scope: { kind: 'all' }, show: 'unread', order: 'newest' },
      ...{ before: null, limit: 50 },
    });
    await user.click(screen.getByRole('radio', { name: 'Everywhere' }));
    await user.click(screen.getByRole('radio', { name: 'Best' }));
    await waitFor(() => {
      expect(searches(library).at(-1)).toMatchObject({ show: 'all', order: 'best' });
    });
  });

  it('marks what was searched for, as text', async () => {
    const library = smallLibrary(1);
    library.articles = [anArticle(1, { title: 'A <b> &more' })];
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/b> &more');
    await foundTitles();
    const marks = [...document.querySelectorAll('.article-row mark')];
    expect(marks.map((mark) => mark.textContent)).toEqual(['b', 'more']);
  });

  it('goes on to the articles with Enter, and through them as through any list', async () => {
    const library = smallLibrary(12);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/Article 1{Enter}');
    const list = await screen.findByRole('listbox', { name: 'Articles: found' });
    await waitFor(() => {
      expect(document.activeElement).toBe(list);
    });
    await user.keyboard('jj');
    await waitFor(() => {
      expect(useUiStore.getState().selectedArticleId).toBe(10);
    });
    await user.keyboard('s');
    await waitFor(() => {
      expect(library.inputsOf('articles.setBookmarked')).toEqual([
        { id: articleId(10), bookmarked: true },
      ]);
    });
    expect(within(list).getByText('Bookmarked')).toBeDefined();
    await user.keyboard('k');
    expect(useUiStore.getState().selectedArticleId).toBe(1);
  });

  it('Escape clears, then leaves, and the view is as it was', async () => {
    const user = await renderApp(smallLibrary(12));
    await listedTitles();
    await user.keyboard('jj');
    await user.keyboard('/Article 1{Enter}');
    await foundTitles();
    // In the view of unread articles, what was just read is not searched.
    await user.keyboard('j');
    await waitFor(() => {
      expect(useUiStore.getState().selectedArticleId).toBe(10);
    });
    await user.keyboard('{Escape}');
    expect(box().value).toBe('');
    expect(document.activeElement).toBe(box());
    await user.keyboard('{Escape}');
    expect(useUiStore.getState()).toMatchObject({ search: null, selectedArticleId: 2 });
    expect(await listedTitles()).toHaveLength(12);
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
  });

  it('drops an answer that comes after another search was begun', async () => {
    const library = smallLibrary(12);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/');
    const answer = library.holdBack('search.articles');
    fireEvent.change(box(), { target: { value: 'Article 1' } });
    fireEvent.change(box(), { target: { value: 'Article 12' } });
    answer();
    await waitFor(async () => {
      expect(await foundTitles()).toEqual(['Article 12']);
    });
  });

  it('searches for nothing that is still being composed', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/');
    fireEvent.compositionStart(box());
    fireEvent.input(box(), { target: { value: 'zhi' }, isComposing: true });
    expect(box().value).toBe('zhi');
    fireEvent.keyDown(box(), { key: 'Enter', isComposing: true });
    expect(document.activeElement).toBe(box());
    expect(searches(library)).toEqual([]);
    fireEvent.input(box(), { target: { value: '智' }, isComposing: true });
    fireEvent.compositionEnd(box(), { data: '智' });
    await waitFor(() => {
      expect(searches(library)).toMatchObject([{ text: '智' }]);
    });
  });

  it('says what to do when nothing is found', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/is:read Article');
    await screen.findByText('Nothing found');
    await user.click(screen.getByRole('button', { name: 'Search for the words alone' }));
    expect(await foundTitles()).toHaveLength(3);
    await user.clear(box());
    await user.type(box(), 'nowhere');
    await screen.findByText('Nothing found');
    await user.click(screen.getByRole('button', { name: 'Search everywhere' }));
    await waitFor(() => {
      expect(searches(library).at(-1)).toMatchObject({ text: 'nowhere', show: 'all' });
    });
    expect(screen.queryByRole('button', { name: 'Search everywhere' })).toBeNull();
  });

  it('says how many articles cannot be found yet', async () => {
    const library = smallLibrary(3);
    library.waitingForIndex = 12_000;
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/Article');
    await screen.findByText('12,000 articles are not searchable yet.');
  });

  it('is left when another view is opened', async () => {
    const user = await renderApp(smallLibrary(3));
    await listedTitles();
    await user.keyboard('/Article 2');
    await foundTitles();
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    expect(useUiStore.getState().search).toBeNull();
    expect(await listedTitles()).toHaveLength(3);
  });
});

describe('operators', () => {
  it('are offered, and completed by the keyboard', async () => {
    const library = smallLibrary(3);
    library.feeds = [aFeed(1, { title: 'Morning Paper' }), aFeed(2, { title: 'Évening' })];
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('/');
    expect(offers()).toContain('before:');
    await user.keyboard('fe');
    expect(offers()).toEqual(['feed:']);
    expect(box().getAttribute('aria-activedescendant')).toBeNull();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(box().value).toBe('feed:');
    expect(offers()).toEqual(['Morning Paper', 'Évening']);
    await user.keyboard('pap');
    expect(offers()).toEqual(['Morning Paper']);
    await user.keyboard('{ArrowDown}');
    const active = box().getAttribute('aria-activedescendant');
    expect(document.getElementById(active ?? '')?.textContent).toContain('Morning Paper');
    await user.keyboard('{Enter}');
    expect(box().value).toBe('feed:"Morning Paper" ');
    expect(screen.queryByRole('listbox', { name: 'What may be meant' })).toBeNull();
    await user.keyboard('is:');
    expect(offers()).toEqual(['unread', 'read', 'bookmarked']);
    await user.click(screen.getByText('bookmarked'));
    expect(box().value).toBe('feed:"Morning Paper" is:bookmarked ');
    expect(document.activeElement).toBe(box());
  });

  it('that are offered go away with Escape, and the search stays', async () => {
    const user = await renderApp(smallLibrary(3));
    await listedTitles();
    await user.keyboard('/is:{ArrowDown}{Escape}');
    expect(screen.queryByRole('listbox', { name: 'What may be meant' })).toBeNull();
    expect(box().value).toBe('is:');
  });
});
