import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { renderApp, smallLibrary } from './support/renderApp';

const candidate = (name: string) => ({ url: `https://site.example/${name}`, title: name });

describe('adding a feed', () => {
  it('subscribes at once when the address leads to exactly one feed', async () => {
    const library = smallLibrary();
    library.candidates = [candidate('feed')];
    const user = await renderApp(library);
    await user.keyboard('a');
    await user.type(await screen.findByRole('textbox'), 'site.example{Enter}');
    await screen.findByText('Subscribed to “A new feed”.');
    expect(library.inputsOf('feeds.discover')).toEqual([{ address: 'site.example' }]);
    expect(library.inputsOf('feeds.subscribe')).toEqual([{ url: 'https://site.example/feed' }]);
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
        { url: 'https://site.example/comments' },
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
    expect(await screen.findByText('No feed was found at this address.')).toBeDefined();
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
});
