import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { articleId, feedId } from './support/builders';
import {
  articleDocument,
  listedTitles,
  optionOf,
  placeName,
  renderApp,
  smallLibrary,
} from './support/renderApp';

const isUnread = (title: string) => optionOf(title).classList.contains('is-unread');

describe('marks', () => {
  it('opening an article marks it read and shows it', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    await user.click(optionOf('Article 2'));
    await waitFor(() => {
      expect(articleDocument().body.textContent).toContain('Text of article 2.');
    });
    expect(isUnread('Article 2')).toBe(false);
    expect(library.inputsOf('articles.setRead')).toEqual([{ ids: [articleId(2)], read: true }]);
  });

  it('writes into the article frame only once that has loaded', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('jj');
    const frame = await screen.findByTitle<HTMLIFrameElement>('Article: Article 2');
    // What stands there before is another document, which may even have no body.
    expect(frame.contentDocument?.body.textContent).toBe('');
    expect(articleDocument().body.textContent).toContain('Text of article 2.');
  });

  it('a read article stays in the unread view until the view is left', async () => {
    const user = await renderApp(smallLibrary(3));
    await listedTitles();
    await user.keyboard('jj');
    await waitFor(() => {
      expect(screen.getByRole('treeitem', { name: placeName('Unread', 1) })).toBeDefined();
    });
    expect(await listedTitles()).toHaveLength(3);

    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await user.click(screen.getByRole('treeitem', { name: /^Unread/ }));
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Unread. Article 3']);
    });
  });

  it('puts a mark back, and says why, when the engine refuses it', async () => {
    const library = smallLibrary();
    library.fail('articles.setRead', 'storage');
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    await screen.findByText(/could not be written/);
    expect(isUnread('Article 1')).toBe(true);
  });

  it('puts both marks back when both are refused, one before the other', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    library.fail('articles.setRead', 'storage');
    library.fail('articles.setBookmarked', 'storage');
    const answer = library.holdBack('articles.setRead');
    await user.keyboard('js');
    expect(isUnread('Article 1')).toBe(false);
    answer();
    await waitFor(() => {
      expect(library.inputsOf('articles.setBookmarked')).toHaveLength(1);
    });
    await waitFor(() => {
      expect(screen.queryByText('Bookmarked.')).toBeNull();
    });
    expect(isUnread('Article 1')).toBe(true);
    expect(within(optionOf('Article 1')).queryByText('Bookmarked')).toBeNull();
  });

  it('m and s carry the wanted state, and z takes it back', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    await user.keyboard('ms');
    await waitFor(() => {
      expect(isUnread('Article 1')).toBe(true);
    });
    expect(within(optionOf('Article 1')).getByText('Bookmarked')).toBeDefined();
    await user.keyboard('zz');
    await waitFor(() => {
      expect(isUnread('Article 1')).toBe(false);
    });
    expect(library.inputsOf('articles.setBookmarked')).toEqual([
      { id: articleId(1), bookmarked: true },
      { id: articleId(1), bookmarked: false },
    ]);
    await user.keyboard('z');
    await screen.findByText('There is nothing to undo.');
  });

  it('takes back more than one step, and not the opening itself', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('jsjs');
    await user.keyboard('zz');
    expect(library.inputsOf('articles.setBookmarked')).toEqual([
      { id: articleId(1), bookmarked: true },
      { id: articleId(2), bookmarked: true },
      { id: articleId(2), bookmarked: false },
      { id: articleId(1), bookmarked: false },
    ]);
    await user.keyboard('z');
    await screen.findByText('There is nothing to undo.');
    expect(isUnread('Article 1')).toBe(false);
  });

  it('says what was done and offers the way back in a toast', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('jm');
    await screen.findByText('Marked unread.');
    expect(isUnread('Article 1')).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByText('Marked read again.');
    expect(isUnread('Article 1')).toBe(false);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows one step at a time, and keeps the removal of a feed beside it', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    act(() => {
      useUiStore.getState().toast('Feed 1 was removed.', {
        undo: { kind: 'removeFeed', feedId: feedId(1), title: 'Feed 1' },
      });
    });
    await user.keyboard('jsm');
    await screen.findByText('Marked unread.');
    expect(screen.queryByText('Bookmarked.')).toBeNull();
    expect(screen.getByText('Feed 1 was removed.')).toBeDefined();
  });

  it('offers no way back from a mark that was refused', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    library.fail('articles.setBookmarked', 'storage');
    await user.keyboard('s');
    await screen.findByText(/could not be written/);
    expect(screen.queryByText('Bookmarked.')).toBeNull();
    await user.keyboard('z');
    await screen.findByText('There is nothing to undo.');
  });

  it('opening the open article again does not undo a deliberate “unread”', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.click(optionOf('Article 1'));
    await user.keyboard('m');
    await user.click(optionOf('Article 1'));
    expect(isUnread('Article 1')).toBe(true);
  });
});
