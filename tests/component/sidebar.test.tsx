import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { aFeed, aFolder, anArticle, feedId, folderId } from './support/builders';
import { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, placeName, renderApp } from './support/renderApp';

function libraryWithFolder(): FakeLibrary {
  const library = new FakeLibrary();
  library.folders = [aFolder(1, { title: 'News' })];
  library.feeds = [
    aFeed(1, { title: 'Inside', folderId: folderId(1) }),
    aFeed(2, {
      title: 'Broken',
      failure: { code: 'http-status', details: { status: 404, host: 'broken.example' }, count: 3 },
    }),
  ];
  library.articles = [anArticle(1), anArticle(2, { feedId: feedId(2) })];
  return library;
}

const rowOf = (name: string | RegExp) => screen.getByRole('treeitem', { name });

describe('the sidebar', () => {
  it('is a tree with levels, places and live counts', async () => {
    const library = libraryWithFolder();
    await renderApp(library);
    const inside = await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    expect(inside.getAttribute('aria-level')).toBe('2');
    expect(rowOf('News').getAttribute('aria-setsize')).toBe('2');
    expect(rowOf('News').getAttribute('aria-expanded')).toBe('true');

    library.arrive(anArticle(3));
    await screen.findByRole('treeitem', { name: placeName('Inside', 2) });
    expect(rowOf(placeName('Unread', 3))).toBeDefined();
  });

  it('says in plain words what is wrong with a feed', async () => {
    const user = await renderApp(libraryWithFolder());
    const sentence = 'broken.example answered 404: this feed may have moved.';
    const broken = await screen.findByRole('treeitem', { name: /Broken/, description: /404/ });
    expect(broken.title).toBe(`${sentence} 3 tries in a row failed.`);
    await user.click(broken);
    expect(screen.getByText(sentence)).toBeDefined();
  });

  it('says once that the network is out, and marks no feed for it', async () => {
    const library = libraryWithFolder();
    library.feeds = library.feeds.map((feed) => ({
      ...feed,
      failure: { code: 'network', details: { host: 'feed.example' }, count: 1 },
    }));
    const user = await renderApp(library);
    await screen.findByText('You seem to be offline');
    const broken = rowOf(/Broken/);
    expect(broken.getAttribute('aria-describedby')).toBeNull();
    await user.click(broken);
    await screen.findByText('feed.example could not be reached. Are you online?');
  });

  it('folds with the arrow keys, shows the sum, and remembers it', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    rowOf('News').focus();
    await user.keyboard('{ArrowLeft}');
    expect(rowOf(placeName('News', 1)).getAttribute('aria-expanded')).toBe('false');
    expect(screen.queryByRole('treeitem', { name: /Inside/ })).toBeNull();
    await waitFor(() => {
      expect(library.inputsOf('settings.update')).toEqual([{ change: { collapsedFolders: [1] } }]);
    });
  });

  it('removes a feed by Delete, and the toast brings it back', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    (await screen.findByRole('treeitem', { name: placeName('Inside', 1) })).focus();
    await user.keyboard('{Delete}');
    await screen.findByText('“Inside” was removed.');
    await waitFor(() => {
      expect(screen.queryByRole('treeitem', { name: /Inside/ })).toBeNull();
    });
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Unread. Article 2']);
    });
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    await screen.findByText('“Inside” is back.');
    expect(library.inputsOf('feeds.restore')).toEqual([{ feedId: 1 }]);
  });

  it('brings removed feeds back one by one, and their articles at once', async () => {
    const library = libraryWithFolder();
    library.feeds.push(aFeed(3, { title: 'Third' }));
    library.articles.push(anArticle(3, { feedId: feedId(3) }));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    // With a place to keep, what is new would wait in a pill; what comes back must not.
    await user.keyboard('jjj');
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Article 1', 'Article 2', 'Article 3']);
    });
    for (const name of ['Inside', 'Broken']) {
      screen.getByRole('treeitem', { name }).focus();
      await user.keyboard('{Delete}');
      await screen.findByText(`“${name}” was removed.`);
    }
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Article 3']);
    });

    await user.keyboard('z');
    await screen.findByText('“Broken” is back.');
    await waitFor(async () => {
      expect(await listedTitles()).toEqual(['Article 2', 'Article 3']);
    });
    await user.keyboard('z');
    await screen.findByText('“Inside” is back.');
    await waitFor(async () => {
      expect(await listedTitles()).toHaveLength(3);
    });
    expect(screen.queryByRole('button', { name: /new article/ })).toBeNull();
    expect(library.inputsOf('feeds.restore')).toEqual([{ feedId: 2 }, { feedId: 1 }]);
  });

  it('can be asked again for a feed that could not be brought back', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    (await screen.findByRole('treeitem', { name: placeName('Inside', 1) })).focus();
    await user.keyboard('{Delete}');
    await screen.findByText('“Inside” was removed.');
    library.fail('feeds.restore', 'storage');
    await user.keyboard('z');
    await screen.findByText(/could not be written/);
    library.fail('feeds.restore', null);
    await user.keyboard('z');
    await screen.findByText('“Inside” is back.');
  });

  it('has a menu for each feed', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    const inside = await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    await user.pointer({ keys: '[MouseRight]', target: inside });
    const menu = screen.getByRole('menu', { name: 'Actions for Inside' });
    await user.keyboard('{ArrowDown}{Enter}');
    expect(menu.isConnected).toBe(false);
    await waitFor(() => {
      expect(library.inputsOf('shell.openExternal')).toEqual([{ url: 'https://feed1.example/' }]);
    });

    await user.pointer({ keys: '[MouseRight]', target: inside });
    await user.click(screen.getByRole('menuitem', { name: /Remove this feed/ }));
    await screen.findByText('“Inside” was removed.');
    await user.keyboard('z');
    await screen.findByText('“Inside” is back.');
  });

  it('lets no key past the menu, and keeps the focus when that removes the feed', async () => {
    const user = await renderApp(libraryWithFolder());
    const inside = await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    inside.focus();
    await user.pointer({ keys: '[MouseRight]', target: inside });
    await user.keyboard('j');
    expect(useUiStore.getState().selectedArticleId).toBeNull();
    await user.keyboard('{ArrowUp}{Enter}');
    await waitFor(() => {
      expect(screen.queryByRole('treeitem', { name: /Inside/ })).toBeNull();
    });
    expect(document.activeElement).toBe(rowOf(/Broken/));
  });

  it('closes an article whose feed is removed', async () => {
    const user = await renderApp(libraryWithFolder());
    await listedTitles();
    await user.keyboard('j');
    (await screen.findByRole('treeitem', { name: /^Inside/ })).focus();
    await user.keyboard('{Delete}');
    await screen.findByText('“Inside” was removed.');
    expect(useUiStore.getState().selectedArticleId).toBeNull();
    await screen.findByText('Choose something to read');
  });

  it('shows a refresh with its counts, and lets it be cancelled', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    await screen.findByText('1 feed has trouble');
    await user.keyboard('R');
    const bar = await screen.findByRole('progressbar', { name: 'Refreshing feeds' });
    expect(bar.getAttribute('aria-valuenow')).toBe('25');
    expect(library.inputsOf('refresh.start')).toEqual([{ scope: { kind: 'all' } }]);

    const run = { runId: 1, total: 4, failed: 1, added: 2 };
    library.emit({ name: 'refresh.progress', payload: { ...run, done: 3, state: 'running' } });
    await screen.findByText('3/4');
    await user.click(screen.getByRole('button', { name: 'Cancel refreshing' }));
    expect(library.inputsOf('refresh.cancel')).toEqual([{ runId: 1 }]);
    library.emit({ name: 'refresh.progress', payload: { ...run, done: 3, state: 'cancelled' } });
    const announced = await screen.findByText(
      'Refreshing was cancelled: 2 new articles, 1 feed failed.',
    );
    expect(announced.getAttribute('role')).toBe('status');
    expect(screen.queryByRole('progressbar', { name: 'Refreshing feeds' })).toBeNull();
  });
});
