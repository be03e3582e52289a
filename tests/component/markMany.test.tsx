import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { anArticle, HOUR, NOON } from './support/builders';
import { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, optionOf, placeName, renderApp, smallLibrary } from './support/renderApp';

/** The key of "mark all read". */
const ALL = '{Shift>}A{/Shift}';

const unreadIn = (library: FakeLibrary): number[] =>
  library.articles.filter(({ isRead }) => !isRead).map(({ id }) => id);

describe('marking many articles', () => {
  it('leaves their rows where they are until the view is left', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard(ALL);
    await screen.findByText('3 articles marked read.');
    await screen.findByRole('treeitem', { name: 'Unread' });
    expect(await listedTitles()).toHaveLength(3);
    expect(optionOf('Article 2').classList.contains('is-unread')).toBe(false);
    await user.keyboard('44');
    await user.keyboard('2');
    await waitFor(() => {
      expect(screen.queryAllByRole('option')).toHaveLength(0);
    });
  });

  it('is undone by key, and by the button that is offered', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard(ALL);
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('3 articles unread again.');
    expect(unreadIn(library)).toEqual([1, 2, 3]);
    await user.keyboard(ALL);
    await screen.findByText('3 articles marked read.');
    await user.keyboard('z');
    await screen.findByText('3 articles unread again.');
    await waitFor(() => {
      expect(optionOf('Article 2').classList.contains('is-unread')).toBe(true);
    });
    await screen.findByRole('treeitem', { name: placeName('Unread', 3) });
  });

  it('is undone after a restart, when nothing else is to be', async () => {
    const library = smallLibrary(3);
    const before = await renderApp(library);
    await listedTitles();
    await before.keyboard(ALL);
    await screen.findByText('3 articles marked read.');
    useUiStore.setState({ undoEntries: [] });
    await before.keyboard('z');
    await screen.findByText('3 articles unread again.');
    await before.keyboard('z');
    await screen.findByText('There is nothing to undo.');
  });

  it('leaves those unread that came meanwhile and are not on screen', async () => {
    const library = smallLibrary(3);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    library.arrive(anArticle(9, { sortAt: NOON + HOUR, publishedAt: NOON + HOUR }));
    await screen.findByRole('button', { name: /1 new article/ });
    await user.keyboard(ALL);
    await screen.findByText('2 articles marked read.');
    expect(unreadIn(library)).toEqual([9]);
  });

  it('above and below the open article leave that one alone', async () => {
    const library = smallLibrary(5);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('jjjm');
    await waitFor(() => {
      expect(unreadIn(library)).toEqual([3, 4, 5]);
    });
    await user.keyboard('cn');
    await screen.findByText('2 articles marked read.');
    expect(unreadIn(library)).toEqual([3]);
    await user.keyboard('cp');
    await screen.findByText('Nothing there was unread.');
  });

  it('older than a day leaves the newer ones', async () => {
    const library = new FakeLibrary();
    library.feeds = smallLibrary().feeds;
    const now = Date.now();
    const old = (number: number, hours: number) =>
      anArticle(number, { sortAt: now - hours * HOUR, publishedAt: now - hours * HOUR });
    library.articles = [old(1, 1), old(2, 23), old(3, 25), old(4, 200)];
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('cd');
    await screen.findByText('2 articles marked read.');
    expect(unreadIn(library)).toEqual([1, 2]);
  });

  it('says why it cannot be done', async () => {
    const library = smallLibrary(2);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('cp');
    await screen.findByText('Select an article first.');
    await user.keyboard('jcp');
    await screen.findByText('There is nothing above.');
    await user.keyboard('jcn');
    await screen.findByText('There is nothing below.');
    library.fail('articles.markRead', 'storage');
    await user.keyboard(ALL);
    await screen.findByText('Your library could not be written. Is the disk full?');
    expect(useUiStore.getState().undoEntries).toHaveLength(0);
  });
});
