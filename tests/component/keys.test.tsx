import { fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { anArticle, HOUR, NOON } from './support/builders';
import { FakeLibrary } from './support/FakeLibrary';
import { articleDocument, listedTitles, renderApp, smallLibrary } from './support/renderApp';

const selectedId = () => useUiStore.getState().selectedArticleId;

describe('keys', () => {
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

  it('takes two keys in a row as one command, and says what the second may be', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('g');
    expect(screen.getByText('All articles', { selector: 'dd' })).toBeTruthy();
    await user.keyboard('a');
    expect(useUiStore.getState().view.kind).toBe('all');
    expect(screen.queryByText('All articles', { selector: 'dd' })).toBeNull();
  });

  it('forgets a first key after a while, and when another key comes', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('gj');
    expect(selectedId()).toBe(1);
    vi.useFakeTimers();
    try {
      fireEvent.keyDown(document.body, { key: 'g', code: 'KeyG' });
      // Held for a capital letter, which is no second key.
      fireEvent.keyDown(document.body, { key: 'Shift', code: 'ShiftLeft' });
      vi.advanceTimersByTime(1499);
      expect(useUiStore.getState().chordStart).toBe('g');
      vi.advanceTimersByTime(1);
      expect(useUiStore.getState().chordStart).toBeNull();
    } finally {
      vi.useRealTimers();
    }
    await user.keyboard('t');
    expect(useUiStore.getState().view.kind).toBe('unread');
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

  it('Space goes on from a link in the article, which has the focus after a click', async () => {
    const library = smallLibrary();
    library.articles[0] = anArticle(1, { html: '<p><a href="https://example.org/">x</a></p>' });
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    await waitFor(() => {
      expect(articleDocument().querySelector('a')).not.toBeNull();
    });
    const link = articleDocument().querySelector('a')!;
    fireEvent.keyDown(link, { key: 'Enter', code: 'Enter' });
    expect(document.activeElement).not.toBe(document.querySelector('iframe'));
    fireEvent.keyDown(link, { key: ' ', code: 'Space' });
    expect(selectedId()).toBe(2);
  });

  it('does at once what needs no library, while that is still being opened', async () => {
    const library = smallLibrary();
    library.status = { state: 'starting' };
    const user = await renderApp(library);
    await user.keyboard('?');
    await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
    useUiStore.getState().openDialog(null);
    await user.keyboard('a');
    await screen.findByRole('dialog', { name: 'Add a feed' });
  });

  it('keeps every other key until the library is open', async () => {
    const library = smallLibrary();
    library.status = { state: 'starting' };
    const user = await renderApp(library);
    await user.keyboard('jjs');
    expect(selectedId()).toBeNull();
    library.status = { state: 'ready' };
    library.emit({ name: 'engine.status', payload: library.status });
    await waitFor(() => {
      expect(selectedId()).toBe(2);
    });
    expect(library.inputsOf('articles.setBookmarked')).toEqual([{ id: 2, bookmarked: true }]);
    expect(screen.queryByText('This is the last article.')).toBeNull();
  });

  it('keeps a key until the list of a view just opened is there', async () => {
    const library = smallLibrary();
    const user = await renderApp(library);
    await listedTitles();
    const answer = library.holdBack('articles.list');
    await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
    await user.keyboard('j');
    expect(screen.queryByText(/article\.$/)).toBeNull();
    answer();
    await waitFor(() => {
      expect(selectedId()).toBe(1);
    });
  });

  it('knows the list of today just after midnight, before the window has looked at the clock', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: NOON + 12 * HOUR - 1000 });
    try {
      const user = await renderApp(smallLibrary());
      await user.click(screen.getByRole('treeitem', { name: 'Today' }));
      await listedTitles();
      vi.setSystemTime(NOON + 12 * HOUR + 1000);
      await user.keyboard('j');
      expect(selectedId()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });

  it('does not wait for a list where there is none', async () => {
    const user = await renderApp(new FakeLibrary());
    await screen.findByRole('button', { name: 'Start with the sample' });
    await user.keyboard('j');
    await screen.findByText('There is nothing to read here.');
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
