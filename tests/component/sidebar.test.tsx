import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { MediaId } from '../../src/shared/model';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { aFeed, aFolder, anArticle, aRun, feedId, folderId, HOUR } from './support/builders';
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

const troubleLine = () => document.querySelector('.list-trouble')?.textContent;
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
    const library = libraryWithFolder();
    const user = await renderApp(library);
    const sentence = 'broken.example answered 404: this feed may have moved.';
    const broken = await screen.findByRole('treeitem', { name: /Broken/, description: /404/ });
    expect(broken.title).toBe(`${sentence} 3 tries in a row failed.`);
    await user.click(broken);
    expect(troubleLine()).toBe(`${sentence} 3 tries in a row failed. Try again`);
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(library.inputsOf('refresh.start')).toEqual([{ scope: { kind: 'feed', feedId: 2 } }]);
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

    const run = aRun({ failed: 1, added: 2, done: 3 });
    library.emit({ name: 'refresh.progress', payload: run });
    await screen.findByText('3/4');
    await user.click(screen.getByRole('button', { name: 'Cancel refreshing' }));
    expect(library.inputsOf('refresh.cancel')).toEqual([{ runId: 1 }]);
    library.emit({ name: 'refresh.progress', payload: { ...run, state: 'cancelled' } });
    const announced = await screen.findByText(
      'Refreshing was cancelled: 2 new articles, 1 feed failed.',
    );
    expect(announced.getAttribute('role')).toBe('status');
    expect(screen.queryByRole('progressbar', { name: 'Refreshing feeds' })).toBeNull();
  });

  it('shows the icon of a site, and the letter where it cannot be drawn', async () => {
    const library = libraryWithFolder();
    const iconId = MediaId.parse('ab'.repeat(32));
    library.feeds = library.feeds.map((feed) => ({ ...feed, iconId, failure: null }));
    await renderApp(library);
    const row = await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    const icon = row.querySelector('img')!;
    expect(icon.getAttribute('src')).toBe(`app-img://${iconId}`);
    expect(icon.getAttribute('alt')).toBe('');
    fireEvent.error(icon);
    expect(row.querySelector('img')).toBeNull();
    expect(row.querySelector('.feed-avatar')?.textContent).toBe('I');
  });

  it('says that a feed is paused, and lets it go on', async () => {
    const library = libraryWithFolder();
    const user = await renderApp(library);
    const inside = await screen.findByRole('treeitem', { name: placeName('Inside', 1) });
    await user.pointer({ keys: '[MouseRight]', target: inside });
    await user.click(screen.getByRole('menuitem', { name: 'Pause this feed' }));
    await screen.findByText('“Inside” is paused.');
    const sentence = 'It is paused, and not asked for anything new.';
    await screen.findByRole('treeitem', { name: /Inside/, description: sentence });
    expect(screen.getByText('1 feed has trouble')).toBeDefined();

    await user.click(rowOf(/Inside/));
    expect(troubleLine()).toBe(`${sentence} Resume`);
    await user.click(screen.getByRole('button', { name: 'Resume' }));
    await screen.findByText('“Inside” goes on.');
    await waitFor(() => {
      expect(troubleLine()).toBeUndefined();
    });
    expect(library.inputsOf('feeds.configure')).toEqual([
      { feedId: 1, change: { isPaused: true } },
      { feedId: 1, change: { isPaused: false } },
    ]);
  });

  it('says that a feed is gone for good, whatever else is true of it', async () => {
    const library = libraryWithFolder();
    library.feeds = library.feeds.map((feed) => ({ ...feed, isGone: true }));
    const user = await renderApp(library);
    const broken = await screen.findByRole('treeitem', { name: /Broken/, description: /for good/ });
    await user.click(broken);
    expect(troubleLine()).toMatch(/took it down for good/);
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it.each([
    ['private-address', 'Allow', 'feeds.allowPrivate', { feedIds: [2] }],
    ['timeout', 'Try again', 'refresh.start', { scope: { kind: 'feed', feedId: 2 } }],
  ] as const)('offers what helps against %s: “%s”', async (code, name, method, input) => {
    const library = libraryWithFolder();
    library.feeds = library.feeds.map((feed) =>
      feed.failure === null
        ? feed
        : { ...feed, failure: { code, details: { host: 'nas.local' }, count: 1 } },
    );
    const user = await renderApp(library);
    await user.click(await screen.findByRole('treeitem', { name: /Broken/ }));
    await user.click(screen.getByRole('button', { name }));
    expect(library.inputsOf(method)).toEqual([input]);
  });

  it('opens the settings of a feed that wants a password where one signs in', async () => {
    const library = libraryWithFolder();
    library.feeds = library.feeds.map((feed) =>
      feed.failure === null
        ? feed
        : { ...feed, failure: { code: 'sign-in', details: { host: 'nas.local' }, count: 1 } },
    );
    const user = await renderApp(library);
    await user.click(await screen.findByRole('treeitem', { name: /Broken/ }));
    await user.click(screen.getByRole('button', { name: 'Sign in…' }));
    expect(document.activeElement).toBe(await screen.findByLabelText('Name'));
  });

  it('offers to join a feed with the one it has moved to', async () => {
    const library = libraryWithFolder();
    library.feeds = library.feeds.map((feed) =>
      feed.failure === null ? feed : { ...feed, failure: null, duplicateOf: feedId(1) },
    );
    const user = await renderApp(library);
    await user.click(await screen.findByRole('treeitem', { name: /Broken/, description: /moved/ }));
    await user.click(screen.getByRole('button', { name: 'Join them…' }));
    await screen.findByRole('dialog', { name: 'Broken' });
    expect(await screen.findByText(/which you read as well/)).toBeDefined();
  });

  it('says when servers may be asked again, if none may be yet', async () => {
    const library = libraryWithFolder();
    await renderApp(library);
    await screen.findByText('1 feed has trouble');
    const heldUntil = Date.now() + HOUR;
    const run = aRun({ total: 2, done: 2, state: 'finished' });
    library.emit({ name: 'refresh.progress', payload: { ...run, held: 2, heldUntil } });
    const lines = await screen.findAllByText(/^All feeds were asked a short while ago; next .*\.$/);
    // On the screen, and for the screen reader.
    expect(lines.map((line) => line.getAttribute('role'))).toEqual([null, 'status']);

    library.emit({ name: 'refresh.progress', payload: { ...run, runId: 2, held: 1, heldUntil } });
    await screen.findByText('Refreshing is done: 0 new articles, 1 feed asked a short while ago.');
    expect(screen.queryByText(/next at/)).toBeNull();
  });
});
