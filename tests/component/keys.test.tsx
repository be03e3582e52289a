import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/shared/commands';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { articleDocument, listedTitles, renderApp, smallLibrary } from './support/renderApp';

const selectedId = () => useUiStore.getState().selectedArticleId;

describe('keys', () => {
  it('carries out every command of the table', async () => {
    for (const command of COMMANDS) {
      const library = smallLibrary();
      library.opmlFile = { name: 'feeds.opml', text: '<opml/>' };
      await renderApp(library);
      await listedTitles();
      // An unknown command would throw; one that does nothing at all would leave no trace.
      act(() => {
        library.emit({ name: 'menu.command', payload: { command: command.id } });
      });
      await act(async () => {
        await new Promise((resolve) => setTimeout(resolve, 0));
      });
      expect(screen.queryByText('Reload window'), command.id).toBeNull();
      document.body.replaceChildren();
    }
  });

  it('knows letters by their place on a keyboard that has none of them', async () => {
    await renderApp(smallLibrary());
    await listedTitles();
    fireEvent.keyDown(document.body, { key: 'о', code: 'KeyJ' });
    expect(selectedId()).toBe(1);
  });

  it('leaves a person alone who is typing', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    for (const element of ['input', 'textarea', 'select'] as const) {
      const field = document.body.appendChild(document.createElement(element));
      field.focus();
      await user.keyboard('j');
      field.remove();
    }
    const editable = document.body.appendChild(document.createElement('div'));
    editable.setAttribute('contenteditable', 'true');
    fireEvent.keyDown(editable, { key: 'j', code: 'KeyJ' });
    editable.remove();
    expect(selectedId()).toBeNull();
  });

  it('leaves a composition alone', async () => {
    await renderApp(smallLibrary());
    await listedTitles();
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ', isComposing: true });
    fireEvent.keyDown(document.body, { key: 'j', code: 'KeyJ', keyCode: 229 });
    expect(selectedId()).toBeNull();
  });

  it('lets nothing past a dialog', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('?');
    await screen.findByRole('dialog');
    await user.keyboard('j');
    expect(selectedId()).toBeNull();
  });

  it('hears keys in the article frame', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('j');
    await waitFor(() => {
      expect(articleDocument().body.textContent).toContain('Text of article 1.');
    });
    fireEvent.keyDown(articleDocument().body, { key: 'j', code: 'KeyJ' });
    expect(selectedId()).toBe(2);
  });

  it('leaves Enter and Space to what has the focus', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    const button = screen.getByRole('button', { name: 'Add a feed' });
    button.focus();
    await user.keyboard(' ');
    expect(await screen.findByRole('dialog')).toBeDefined();
    expect(selectedId()).toBeNull();
  });

  it('Space goes to the next unread where there is nothing to page', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard(' ');
    expect(selectedId()).toBe(1);
    await waitFor(() => {
      expect(articleDocument().body.textContent).toContain('Text of article 1.');
    });
    // Held down, it stops at the end of the article.
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space', repeat: true });
    expect(selectedId()).toBe(1);
    await user.keyboard(' ');
    expect(selectedId()).toBe(2);
  });
});
