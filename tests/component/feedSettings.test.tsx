import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { aFeed, feedId, someSettings } from './support/builders';
import type { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, renderApp, smallLibrary } from './support/renderApp';

const FULL_TEXT = 'Keep the full text of its articles';

/** The window with the settings of its one feed open, by the command's key. */
async function openSettings(library: FakeLibrary): Promise<UserEvent> {
  const user = await renderApp(library);
  await user.click(screen.getByRole('treeitem', { name: /^Feed 1/ }));
  await listedTitles();
  await user.keyboard('i');
  await screen.findByRole('combobox', { name: 'Ask for news' });
  return user;
}

const save = () => screen.getByRole('button', { name: 'Save' });
const expectClosed = () =>
  waitFor(() => {
    expect(screen.queryByRole('dialog')).toBeNull();
  });

describe('the settings of a feed', () => {
  it('are changed by keyboard alone, and only what was changed is sent', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Ask for news' }));
    await user.selectOptions(document.activeElement!, 'Every 4 hours');
    await user.tab();
    await user.keyboard(' ');
    expect(screen.getByLabelText<HTMLInputElement>(FULL_TEXT).checked).toBe(true);
    await user.tab();
    await user.keyboard(' ');
    expect(screen.getByLabelText<HTMLInputElement>('Pause this feed').checked).toBe(true);
    save().focus();
    await user.keyboard('{Enter}');
    await expectClosed();
    expect(library.inputsOf('feeds.configure')).toEqual([
      { feedId: 1, change: { intervalMinutes: 240, fullText: true, isPaused: true } },
    ]);
    await screen.findByRole('treeitem', { name: /Feed 1/, description: /paused/ });
  });

  it('tell how many articles have their full text, where that is wanted', async () => {
    const library = smallLibrary();
    library.details.settings.set(feedId(1), someSettings({ fullText: true }));
    await openSettings(library);
    expect(screen.getByLabelText<HTMLInputElement>(FULL_TEXT).checked).toBe(true);
    expect(screen.getByText('3 kept, 1 still to be fetched')).toBeTruthy();
  });

  it('are not sent when nothing was changed', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    await user.type(screen.getByLabelText('Address'), ' ');
    await user.click(save());
    await expectClosed();
    expect(library.inputsOf('feeds.configure')).toEqual([]);
  });

  it('take a new address, and a permission with it', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    await user.clear(screen.getByLabelText('Address'));
    await user.type(screen.getByLabelText('Address'), 'http://nas.local/feed');
    await user.click(screen.getByLabelText('It may be on this computer or my own network'));
    await user.click(save());
    await expectClosed();
    expect(library.inputsOf('feeds.configure')).toEqual([
      { feedId: 1, change: { url: 'http://nas.local/feed', allowsPrivate: true } },
    ]);
  });

  it('keep what was typed, and say what is wrong with it', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    await user.click(screen.getByText('User-Agent and extra header'));
    await user.type(screen.getByLabelText('User-Agent'), 'Größe');
    await user.click(save());
    const field = screen.getByLabelText('User-Agent');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^Only plain letters/)).toBeDefined();
    expect(library.inputsOf('feeds.configure')).toEqual([]);

    await user.clear(field);
    await user.type(field, 'My reader');
    library.fail('feeds.configure', 'storage');
    await user.click(save());
    await screen.findByText(/could not be written/);
    library.fail('feeds.configure', null);
    await user.click(save());
    await expectClosed();
    expect(library.inputsOf('feeds.configure').at(-1)).toEqual({
      feedId: 1,
      change: { userAgent: 'My reader' },
    });
  });

  it('show a header that is set, and take it back', async () => {
    const library = smallLibrary();
    const header = { name: 'X-Token', value: 'abc' };
    library.details.settings.set(feedId(1), someSettings({ header }));
    const user = await openSettings(library);
    expect(document.querySelector('details')?.open).toBe(true);
    await user.clear(screen.getByLabelText('Extra header name'));
    await user.clear(screen.getByLabelText('Extra header value'));
    await user.click(save());
    await expectClosed();
    expect(library.inputsOf('feeds.configure')).toEqual([{ feedId: 1, change: { header: null } }]);
  });

  it('are not disturbed by what the engine tells meanwhile', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    await user.clear(screen.getByLabelText('Address'));
    library.feeds = [aFeed(1, { url: 'https://moved.example/feed' })];
    library.details.ledger = { ...library.details.ledger, requests: 41 };
    library.emit({ name: 'feeds.changed', payload: {} });
    await screen.findByText(/^41,/);
    expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('');
  });

  it('say in plain words what asking has cost and brought', async () => {
    await openSettings(smallLibrary());
    const ledger = screen.getByRole('region', { name: 'What was asked and answered' });
    expect(within(ledger).getByText('40, of which 75 % cost next to nothing')).toBeDefined();
    expect(within(ledger).getByText('1.2 MB')).toBeDefined();
  });

  it('say when they cannot be read, and can be asked for again', async () => {
    const library = smallLibrary();
    library.fail('feeds.details', 'unavailable');
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: /^Feed 1/ }));
    await user.keyboard('i');
    const dialog = await screen.findByRole('dialog', { name: 'Feed 1' });
    await within(dialog).findByRole('alert');
    library.fail('feeds.details', null);
    await user.click(within(dialog).getByRole('button', { name: 'Try again' }));
    await screen.findByRole('combobox', { name: 'Ask for news' });
  });
});

describe('the way to the settings', () => {
  it('leads from a row of the tree, whichever view is open', async () => {
    const library = smallLibrary();
    library.feeds.push(aFeed(2));
    const user = await renderApp(library);
    await user.click(screen.getByRole('treeitem', { name: /^Feed 1/ }));
    screen.getByRole('treeitem', { name: /^Feed 2/ }).focus();
    await user.keyboard('i');
    await screen.findByRole('dialog', { name: 'Feed 2' });
    await screen.findByRole('combobox', { name: 'Ask for news' });
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(document.activeElement).toBe(screen.getByRole('treeitem', { name: /^Feed 2/ }));
  });

  it('leads from the selected article to its feed, and is explained where there is none', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('i');
    await screen.findByText('Open a feed, or one of its articles, first.');
    await user.keyboard('j');
    await user.keyboard('i');
    await screen.findByRole('dialog', { name: 'Feed 1' });
  });

  it('leads from the menu of a feed and from the head of its list', async () => {
    const user = await renderApp(smallLibrary());
    const row = screen.getByRole('treeitem', { name: /^Feed 1/ });
    await user.pointer({ keys: '[MouseRight]', target: row });
    await user.click(screen.getByRole('menuitem', { name: /^Settings…/ }));
    await screen.findByRole('dialog', { name: 'Feed 1' });
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.click(row);
    await user.click(screen.getByRole('button', { name: 'Settings of this feed' }));
    await screen.findByRole('dialog', { name: 'Feed 1' });
  });
});

describe('signing in', () => {
  it('is tried at once, says when it failed, and is undone by signing out', async () => {
    const library = smallLibrary();
    const user = await openSettings(library);
    await user.click(screen.getByRole('button', { name: 'Sign in…' }));
    await user.keyboard('ada');
    await user.tab();
    await user.keyboard('wrong{Enter}');
    await screen.findByText('feed1.example wants a name and a password.');
    await user.clear(screen.getByLabelText('Password'));
    await user.type(screen.getByLabelText('Password'), 'right{Enter}');
    await screen.findByText('Signed in. The password is in the password store of your system.');
    expect(screen.queryByLabelText('Password')).toBeNull();
    expect(document.body.innerHTML).not.toContain('right{');

    await user.click(screen.getByRole('button', { name: 'Sign out' }));
    await screen.findByText('Not signed in.');
    const signIn = { username: 'ada', password: 'right' };
    expect(library.inputsOf('feeds.signIn').slice(1)).toEqual([
      { feedId: 1, signIn },
      { feedId: 1, signIn: null },
    ]);
  });

  it('says that it lasts only until the app is closed where the system has no safe', async () => {
    const library = smallLibrary();
    library.details.hasSafe = false;
    const user = await openSettings(library);
    await user.click(screen.getByRole('button', { name: 'Sign in…' }));
    await user.keyboard('ada');
    await user.tab();
    await user.keyboard('right{Enter}');
    await screen.findByText(/^Signed in until Broadsheet is closed/);
  });

  it('warns where the password would travel in the open', async () => {
    const library = smallLibrary();
    const warning = /offers no encryption/;
    const user = await openSettings(library);
    await user.click(screen.getByRole('button', { name: 'Sign in…' }));
    expect(screen.queryByText(warning)).toBeNull();
    library.feeds = [aFeed(1, { url: 'http://feed1.example/feed' })];
    library.emit({ name: 'feeds.changed', payload: {} });
    await screen.findByText(warning);
  });
});

describe('a feed that has moved to where another is', () => {
  function moved(): FakeLibrary {
    const library = smallLibrary();
    library.feeds = [aFeed(1, { duplicateOf: feedId(2) }), aFeed(2)];
    return library;
  }

  it('is joined with it, after a question', async () => {
    const library = moved();
    const user = await openSettings(library);
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Join them…' }),
    );
    await screen.findByText('Join “Feed 1” into “Feed 2”?');
    expect(library.inputsOf('feeds.merge')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Join them' }));
    await screen.findByText('Both are “Feed 2” now.');
    expect(library.inputsOf('feeds.merge')).toEqual([{ feedId: 1, into: 2 }]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(useUiStore.getState().view).toEqual({ kind: 'feed', feedId: 2 });
  });

  it('stays what it is when Enter alone answers the question', async () => {
    const library = moved();
    const user = await openSettings(library);
    await user.click(
      within(screen.getByRole('dialog')).getByRole('button', { name: 'Join them…' }),
    );
    await screen.findByText('Join “Feed 1” into “Feed 2”?');
    await user.keyboard('{Enter}');
    await screen.findByRole('combobox', { name: 'Ask for news' });
    expect(library.inputsOf('feeds.merge')).toEqual([]);
  });
});
