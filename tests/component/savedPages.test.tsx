import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { SAVED_PAGES_TITLE, SAVED_PAGES_URL } from '../../src/shared/savedPages';
import { aFeed, anArticle, feedId } from './support/builders';
import type { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, renderApp, smallLibrary } from './support/renderApp';

/** The dialog at the point where it says that there is no feed, reached by keyboard alone. */
async function findNothing(
  library: FakeLibrary,
  address = 'site.example/page',
): Promise<UserEvent> {
  const user = await renderApp(library);
  await user.keyboard('a');
  await user.type(await screen.findByRole('textbox'), `${address}{Enter}`);
  return user;
}

const saveButton = (): Promise<HTMLElement> =>
  screen.findByRole('button', { name: 'Save this page instead' });

/** Moves to the button with Tab and presses it. */
async function save(user: UserEvent): Promise<void> {
  const button = await saveButton();
  for (let step = 0; step < 5 && document.activeElement !== button; step += 1) await user.tab();
  expect(document.activeElement).toBe(button);
  await user.keyboard('{Enter}');
}

describe('saving a page that has no feed', () => {
  it('closes the dialog, opens the page among the saved ones, and says so', async () => {
    const library = smallLibrary();
    const user = await findNothing(library);
    await save(user);
    await screen.findByText('Saved “Page at site.example/page”.');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(library.inputsOf('pages.save')).toEqual([
      { address: 'site.example/page', allowPrivate: false, signIn: null },
    ]);
    const { view, selectedArticleId, pane } = useUiStore.getState();
    expect(view).toEqual({ kind: 'feed', feedId: 88 });
    expect(pane).toBe('article');
    expect(await listedTitles()).toEqual(['Page at site.example/page']);
    const row = screen.getByRole('option', { selected: true });
    expect(row.textContent).toContain('Page at site.example/page');
    await waitFor(() => {
      expect(library.inputsOf('articles.setRead')).toEqual([
        { ids: [selectedArticleId], read: true },
      ]);
    });
  });

  it('puts a second one into the list that is open already', async () => {
    const library = smallLibrary();
    const user = await findNothing(library);
    await save(user);
    await listedTitles();
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example/other{Enter}');
    await save(user);
    await screen.findByText('Saved “Page at site.example/other”.');
    await waitFor(async () => {
      expect(await listedTitles()).toContain('Page at site.example/other');
    });
    expect(screen.getByRole('option', { selected: true }).textContent).toContain('/other');
  });

  it('keeps the keyboard where it is while it takes its time', async () => {
    const library = smallLibrary();
    const release = library.holdBack('pages.save');
    const user = await findNothing(library);
    await save(user);
    await screen.findByRole('progressbar', { name: 'Saving the page…' });
    expect(document.activeElement).toBe(await saveButton());
    await user.keyboard('{Enter}');
    expect(library.inputsOf('pages.save')).toHaveLength(1);
    release();
    await waitFor(() => {
      expect(screen.queryByRole('dialog')).toBeNull();
    });
  });

  it('says in words why it failed, and can be tried again or left', async () => {
    const library = smallLibrary();
    library.fail('pages.save', 'not-a-page', { host: 'site.example' });
    const user = await findNothing(library);
    await save(user);
    await screen.findByText(/^What site\.example sent is neither a page nor a text/);
    expect(screen.getByText('There is no feed at site.example.')).toBeDefined();
    library.fail('pages.save', null);
    library.fail('feeds.discover', 'http-status', { status: 404, host: 'site.example' });
    await user.type(screen.getByRole('textbox'), '{Enter}');
    await screen.findByText('site.example answered 404: this feed may have moved.');
    expect(screen.queryByText(/neither a page nor a text/)).toBeNull();
  });

  it('goes on with what was said about the address', async () => {
    const library = smallLibrary();
    library.privateHost = 'nas.local';
    const user = await findNothing(library, 'http://nas.local/page');
    await user.click(await screen.findByRole('button', { name: 'Ask it' }));
    await save(user);
    await screen.findByText(/^Saved “/);
    expect(library.inputsOf('pages.save')).toEqual([
      { address: 'http://nas.local/page', allowPrivate: true, signIn: null },
    ]);
  });

  it('asks for a name and a password where the server does, and saves with them', async () => {
    const library = smallLibrary();
    const user = await findNothing(library);
    const button = await saveButton();
    library.password = 'right';
    await user.click(button);
    await user.type(await screen.findByLabelText('Name'), 'ada');
    await user.type(screen.getByLabelText('Password'), 'right{Enter}');
    await screen.findByText(/^Saved “/);
    expect(library.inputsOf('pages.save').at(-1)).toEqual({
      address: 'site.example/page',
      allowPrivate: false,
      signIn: { username: 'ada', password: 'right' },
    });
    expect(library.inputsOf('feeds.subscribe')).toEqual([]);
  });
});

describe('the saved pages', () => {
  const withPages = (): FakeLibrary => {
    const library = smallLibrary();
    library.feeds.push(
      aFeed(88, { url: SAVED_PAGES_URL, title: SAVED_PAGES_TITLE, siteUrl: null }),
    );
    library.articles.push(anArticle(90, { feedId: feedId(88), title: 'A saved page' }));
    return library;
  };
  const place = (): HTMLElement => screen.getByRole('treeitem', { name: /^Saved pages/ });

  it('have settings of which nothing is left to set', async () => {
    const user = await renderApp(withPages());
    await user.click(place());
    await listedTitles();
    await user.keyboard('i');
    const dialog = await screen.findByRole('dialog', { name: 'Saved pages' });
    expect(dialog.textContent).toContain('Nothing is fetched for them.');
    expect(within(dialog).queryByRole('textbox')).toBeNull();
    expect(within(dialog).queryByRole('checkbox')).toBeNull();
    expect(within(dialog).queryByRole('button', { name: /Sign|Save/ })).toBeNull();
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('are neither refreshed nor paused, and can be removed', async () => {
    const library = withPages();
    const user = await renderApp(library);
    await user.click(place());
    await listedTitles();
    await user.keyboard('r');
    await screen.findByText('Saved pages stay as they are; nobody is asked.');
    expect(library.inputsOf('refresh.start')).toEqual([]);
    await user.pointer({ keys: '[MouseRight]', target: place() });
    const labels = (await screen.findAllByRole('menuitem')).map(({ textContent }) => textContent);
    expect(labels.join()).not.toMatch(/Refresh|Pause/);
    await user.click(screen.getByRole('menuitem', { name: /Remove/ }));
    await screen.findByText('“Saved pages” was removed.');
    expect(library.inputsOf('feeds.unsubscribe')).toEqual([{ feedId: 88 }]);
  });
});
