import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/shared/commands';
import { describeKey } from '../../src/renderer/src/ui/describeKey';
import { FakeLibrary } from './support/FakeLibrary';
import { listedTitles, renderApp, smallLibrary } from './support/renderApp';

describe('the window', () => {
  it('welcomes with three ways in, of which Enter takes the first', async () => {
    const library = new FakeLibrary();
    library.opmlFile = { name: 'feeds.opml', text: '<opml/>' };
    const user = await renderApp(library);
    const sample = await screen.findByRole('button', { name: 'Start with the sample' });
    expect(document.activeElement).toBe(sample);
    await user.keyboard('{Enter}');
    await screen.findByText('3 feeds added.');

    await user.click(screen.getByRole('button', { name: 'Import OPML' }));
    await screen.findByText('2 feeds added, 1 was already there.');
    expect(library.inputsOf('opml.import')).toEqual([{ text: '<opml/>' }]);

    await user.keyboard('a');
    expect(await screen.findByRole('dialog', { name: 'Add a feed' })).toBeDefined();
  });

  it('does nothing when no OPML file is chosen', async () => {
    const library = new FakeLibrary();
    const user = await renderApp(library);
    await user.click(await screen.findByRole('button', { name: 'Import OPML' }));
    expect(library.inputsOf('opml.import')).toEqual([]);
  });

  it('lists every command and key in the help sheet', async () => {
    const user = await renderApp(smallLibrary());
    await user.keyboard('?');
    const help = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    for (const command of COMMANDS) {
      const row = [...help.querySelectorAll('.help-command')].find(
        (candidate) => candidate.querySelector('dt')?.textContent === command.title,
      );
      const keys = [...(row?.querySelectorAll('kbd') ?? [])].map((key) => key.textContent);
      expect(keys, command.title).toEqual(command.keys.map(describeKey));
    }
  });

  it('says why the library could not be opened', async () => {
    const library = new FakeLibrary();
    library.status = {
      state: 'failed',
      reason: 'It was written by a newer version.',
      ways: [],
    };
    const user = await renderApp(library);
    expect((await screen.findByRole('alert')).textContent).toContain('written by a newer version');
    // Nothing can be done without it, so nothing is offered and nothing more is said.
    await user.keyboard('jra');
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.querySelectorAll('.toast')).toHaveLength(0);
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  });

  it('reads everything again after the engine was restarted, and keeps the place', async () => {
    const library = smallLibrary(2);
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    library.emit({ name: 'engine.status', payload: { state: 'restarting' } });
    await screen.findByText('Picking up again');
    const before = library.inputsOf('feeds.list').length;
    library.emit({ name: 'engine.status', payload: { state: 'ready' } });
    await waitFor(() => {
      expect(library.inputsOf('feeds.list').length).toBe(before + 1);
    });
    expect(screen.queryByText('Picking up again')).toBeNull();
    expect(await listedTitles()).toEqual(['Article 1', 'Unread. Article 2']);
  });

  it('keeps what was read when reading the feeds again fails', async () => {
    const library = smallLibrary();
    await renderApp(library);
    await listedTitles();
    const list = screen.getByRole('listbox');
    const before = library.inputsOf('feeds.list').length;
    library.fail('feeds.list', 'unavailable');
    const answer = library.holdBack('feeds.list');
    library.emit({ name: 'feeds.changed', payload: {} });
    await waitFor(() => {
      expect(library.inputsOf('feeds.list')).toHaveLength(before + 1);
    });
    answer();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(screen.queryByText('Your feeds could not be read')).toBeNull();
    expect(screen.getByRole('listbox')).toBe(list);
  });

  it('goes on in the list when a view was chosen in the drawer', async () => {
    const matchMedia = window.matchMedia;
    window.matchMedia = (query) =>
      Object.assign(matchMedia(query), { matches: query.includes('640px') });
    try {
      const user = await renderApp(smallLibrary());
      await listedTitles();
      for (const keys of ['{Escape}', '{ArrowUp}{ArrowDown}{ArrowDown}{ArrowDown}{Enter}']) {
        await user.click(screen.getByRole('button', { name: 'Views and feeds' }));
        expect(document.activeElement?.getAttribute('role')).toBe('treeitem');
        await user.keyboard(keys);
        await waitFor(() => {
          expect(document.activeElement).toBe(screen.getByRole('listbox'));
        });
      }
      expect(screen.getByRole('heading', { name: /All articles/ })).toBeDefined();
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  it('ignores events it does not know', async () => {
    const library = smallLibrary();
    await renderApp(library);
    library.emit({ name: 'no.such.event', payload: {} } as never);
    library.emit({ name: 'counts.changed', payload: { unread: -1 } } as never);
    expect(await listedTitles()).toHaveLength(5);
  });

  it('offers the way back when an article cannot be opened in a narrow window', async () => {
    const library = smallLibrary();
    library.fail('articles.get', 'not-found');
    const matchMedia = window.matchMedia;
    window.matchMedia = (query) => Object.assign(matchMedia(query), { matches: false });
    try {
      const user = await renderApp(library);
      await listedTitles();
      await user.keyboard('j');
      await screen.findByText('That is no longer in your library.');
      await user.click(screen.getByRole('button', { name: 'Back to the list' }));
      expect(document.activeElement).toBe(screen.getByRole('listbox'));
    } finally {
      window.matchMedia = matchMedia;
    }
  });

  it('opens the original outside', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('v');
    await screen.findByText('Select an article first.');
    await user.keyboard('jv');
    await waitFor(() => {
      expect(library.inputsOf('shell.openExternal')).toEqual([{ url: 'https://feed1.example/1' }]);
    });
  });
});
