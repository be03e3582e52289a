import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { aFeed, feedId } from './support/builders';
import type { FakeLibrary } from './support/FakeLibrary';
import { renderApp, smallLibrary } from './support/renderApp';

const candidate = (name: string) => ({ url: `https://site.example/${name}`, title: name });

const NOTHING_SAID = { allowPrivate: false, signIn: null };

describe('adding a feed', () => {
  it('subscribes at once when the address leads to exactly one feed', async () => {
    const library = smallLibrary();
    library.candidates = [candidate('feed')];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example{Enter}');
    await screen.findByText('Subscribed to “A new feed”.');
    expect(library.inputsOf('feeds.discover')).toEqual([
      { address: 'site.example', ...NOTHING_SAID },
    ]);
    expect(library.inputsOf('feeds.subscribe')).toEqual([
      { url: 'https://site.example/feed', ...NOTHING_SAID },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(useUiStore.getState().view).toEqual({ kind: 'feed', feedId: 77 });
  });

  it('offers a choice when there are several, by keyboard alone', async () => {
    const library = smallLibrary();
    library.candidates = [candidate('posts'), candidate('comments')];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example{Enter}');
    await screen.findByText('This site has 2 feeds');
    expect(document.activeElement).toBe(screen.getByRole('radio', { name: /posts/ }));
    await user.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => {
      expect(library.inputsOf('feeds.subscribe')).toEqual([
        { url: 'https://site.example/comments', ...NOTHING_SAID },
      ]);
    });
  });

  it('keeps what was typed and says in words what failed', async () => {
    const library = smallLibrary();
    library.fail('feeds.discover', 'http-status', { status: 404, host: 'site.example' });
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example/old{Enter}');
    expect(
      await screen.findByText('site.example answered 404: this feed may have moved.'),
    ).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox').value).toBe('site.example/old');

    library.fail('feeds.discover', null);
    await user.keyboard('{Enter}');
    expect(await screen.findByText('There is no feed at site.example.')).toBeDefined();
  });

  it('goes to the feed that is there already', async () => {
    const library = smallLibrary();
    library.candidates = [candidate('feed')];
    library.fail('feeds.subscribe', 'duplicate-feed', { feedId: 1 });
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example{Enter}');
    await screen.findByText('You are already subscribed to this feed.');
    expect(useUiStore.getState().view).toEqual({ kind: 'feed', feedId: 1 });
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('shows that it is looking while it is', async () => {
    const library = smallLibrary();
    const bridge = library.bridge();
    const user = await renderApp(library);
    Object.defineProperty(window, 'reader', {
      configurable: true,
      value: { ...bridge, call: () => new Promise(() => undefined) },
    });
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'slow.example{Enter}');
    expect(await screen.findByRole('progressbar', { name: 'Looking for feeds…' })).toBeDefined();
  });

  it.each([['no candidate'], ['not-a-feed']])(
    'says what helps where no feed is (%s)',
    async (way) => {
      const library = smallLibrary();
      if (way === 'not-a-feed') library.fail('feeds.discover', way, { host: 'site.example' });
      const user = await renderApp(library);
      await user.keyboard('a');
      await user.type(await screen.findByRole('textbox'), 'site.example/page{Enter}');
      const alert = await screen.findByRole('alert');
      expect(alert.textContent).toContain('There is no feed at site.example.');
      expect(document.activeElement).toBe(screen.getByRole('textbox'));
      await user.click(screen.getByRole('button', { name: 'Look at it in the browser' }));
      expect(library.inputsOf('shell.openExternal')).toEqual([
        { url: 'https://site.example/page' },
      ]);
    },
  );

  it('asks once before it asks a machine of one’s own, by keyboard alone', async () => {
    const library = smallLibrary();
    library.privateHost = 'nas.local';
    library.candidates = [{ url: 'http://nas.local/feed', title: 'feed' }];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'http://nas.local{Enter}');
    const question = await screen.findByRole('group', { name: 'Private address' });
    expect(question.textContent).toContain(
      'nas.local is on this computer or your own network. Ask it?',
    );
    expect(library.inputsOf('feeds.subscribe')).toEqual([]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ask it' }));
    await user.keyboard('{Enter}');
    await screen.findByText('Subscribed to “A new feed”.');
    const said = { allowPrivate: true, signIn: null };
    expect(library.inputsOf('feeds.discover').at(-1)).toEqual({
      address: 'http://nas.local',
      ...said,
    });
    expect(library.inputsOf('feeds.subscribe')).toEqual([
      { url: 'http://nas.local/feed', ...said },
    ]);
  });

  it('takes no for an answer, and forgets the yes with the address', async () => {
    const library = smallLibrary();
    library.privateHost = 'nas.local';
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'nas.local{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Another address' }));
    const field = screen.getByRole<HTMLInputElement>('textbox');
    expect(document.activeElement).toBe(field);
    expect(field.value).toBe('nas.local');
    expect(screen.queryByRole('alert')?.textContent).toBe('');

    await user.keyboard('{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Ask it' }));
    await screen.findByText('There is no feed at nas.local.');
    library.privateHost = 'router.lan';
    await user.clear(screen.getByRole('textbox'));
    await user.type(screen.getByRole('textbox'), 'router.lan{Enter}');
    await screen.findByRole('button', { name: 'Ask it' });
    expect(library.inputsOf('feeds.discover').at(-1)).toEqual({
      address: 'router.lan',
      ...NOTHING_SAID,
    });
  });

  it('asks for a name and a password until they are right', async () => {
    const library = smallLibrary();
    library.password = 'right';
    library.candidates = [candidate('feed')];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example{Enter}');
    const name = await screen.findByLabelText('Name');
    expect(document.activeElement).toBe(name);
    await user.type(name, 'ada');
    await user.type(screen.getByLabelText('Password'), 'wrong{Enter}');
    await screen.findByText('It did not take this name and password.');
    expect(screen.getByLabelText<HTMLInputElement>('Name').value).toBe('ada');

    await user.clear(screen.getByLabelText('Password'));
    await user.type(screen.getByLabelText('Password'), 'right{Enter}');
    await screen.findByText('Subscribed to “A new feed”.');
    const signIn = { username: 'ada', password: 'right' };
    expect(library.inputsOf('feeds.subscribe')).toEqual([
      { url: 'https://site.example/feed', allowPrivate: false, signIn },
    ]);
    expect(document.body.textContent).not.toContain('right');
  });

  it.each([
    ['site.example', 'http://site.example/feed', true],
    ['https://site.example', 'http://site.example/feed', true],
    ['http://site.example', 'http://site.example/feed', false],
    ['site.example', 'https://site.example/feed', false],
  ])('from %s to %s: says that it is not encrypted: %s', async (typed, url, isSaid) => {
    const library = smallLibrary();
    library.candidates = [{ url, title: 'feed' }];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), `${typed}{Enter}`);
    const toast = await screen.findByText(/Subscribed to/);
    expect(toast.textContent.includes('offers no encryption')).toBe(isSaid);
  });
});

describe('importing feeds of one’s own network', () => {
  async function importTwo(): Promise<{ library: FakeLibrary; user: UserEvent }> {
    const library = smallLibrary();
    library.feeds.push(
      aFeed(2, { title: 'Router', url: 'http://router.lan/feed' }),
      aFeed(3, { title: 'Store', url: 'http://nas.local/feed' }),
    );
    library.opmlFile = { name: 'feeds.opml', text: '<opml/>' };
    library.privateFeeds = [feedId(2), feedId(3)];
    const user = await renderApp(library);
    await user.keyboard('{Control>}o{/Control}');
    return { library, user };
  }

  it('asks once for all of them', async () => {
    const { library, user } = await importTwo();
    const dialog = await screen.findByRole('dialog', { name: 'Feeds on your own network' });
    expect(dialog.textContent).toContain('2 of these feeds are on this computer');
    const lines = within(dialog).getAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual(['Routerrouter.lan', 'Storenas.local']);
    expect(library.inputsOf('feeds.allowPrivate')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Ask them' }));
    expect(library.inputsOf('feeds.allowPrivate')).toEqual([{ feedIds: [2, 3] }]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks none of them unless it is told to, and Enter alone does not tell it', async () => {
    const { library, user } = await importTwo();
    await screen.findByRole('dialog');
    await user.keyboard('{Enter}');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(library.inputsOf('feeds.allowPrivate')).toEqual([]);
  });
});
