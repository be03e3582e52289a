import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { COMMANDS, type CommandId } from '../../src/shared/commands';
import type { MarkRange } from '../../src/shared/model';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import { articleId } from './support/builders';
import type { FakeLibrary } from './support/FakeLibrary';
import { articleDocument, listedTitles, renderApp, smallLibrary } from './support/renderApp';

const expectSelected = (number: number) => {
  expect(useUiStore.getState().selectedArticleId).toBe(number);
};
const expectFocusInArticle = () => {
  expect(document.activeElement).toBe(document.querySelector('iframe'));
};

/** The part of the list that was marked read, its ends by the numbers of their articles. */
function partMarked(library: FakeLibrary) {
  const [input] = library.inputsOf('articles.markRead') as MarkRange[];
  if (input === undefined) return null;
  const { from, to, olderThan } = input;
  return { from: from?.id ?? null, to: to?.id ?? null, olderThan };
}

/** What each command does when the second of five unread articles was opened among all. */
const EFFECTS: Readonly<Record<CommandId, (library: FakeLibrary) => void>> = {
  'nav.nextArticle': () => {
    expectSelected(3);
  },
  'nav.prevArticle': () => {
    expectSelected(1);
  },
  'nav.nextUnread': () => {
    expectSelected(3);
  },
  'nav.prevUnread': () => {
    expectSelected(1);
  },
  'nav.pageOrNextUnread': () => {
    expect(articleDocument().documentElement.scrollTop).toBe(1440);
  },
  'nav.pageUp': () => {
    expect(articleDocument().documentElement.scrollTop).toBe(560);
  },
  'nav.openOrFocusArticle': expectFocusInArticle,
  'nav.backOrClose': () => {
    expect(document.activeElement).toBe(screen.getByRole('listbox'));
  },
  'go.today': () => {
    expect(useUiStore.getState().view).toEqual({ kind: 'today' });
  },
  'go.unread': () => {
    expect(useUiStore.getState().view).toEqual({ kind: 'unread' });
  },
  'go.bookmarks': () => {
    expect(useUiStore.getState().view).toEqual({ kind: 'bookmarks' });
  },
  'go.all': () => {
    expect(useUiStore.getState()).toMatchObject({ view: { kind: 'all' }, selectedArticleId: 2 });
  },
  'article.toggleRead': (library) => {
    expect(library.inputsOf('articles.setRead').at(-1)).toEqual({
      ids: [articleId(2)],
      read: false,
    });
  },
  'article.bookmark': (library) => {
    expect(library.inputsOf('articles.setBookmarked')).toEqual([{ id: 2, bookmarked: true }]);
  },
  'article.openOriginal': (library) => {
    expect(library.inputsOf('shell.openExternal')).toEqual([{ url: 'https://feed1.example/2' }]);
  },
  'article.openComments': (library) => {
    expect(library.inputsOf('shell.openExternal')).toEqual([{ url: 'https://talk.example/2' }]);
  },
  'list.unreadOnly': () => {
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Unread' }).checked).toBe(true);
  },
  'list.search': () => {
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search' }));
    expect(useUiStore.getState().search).toMatchObject({ text: '', isEverywhere: false });
  },
  'list.searchEverywhere': () => {
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search' }));
    expect(useUiStore.getState().search).toMatchObject({ text: '', isEverywhere: true });
  },
  'feed.refreshView': (library) => {
    expect(library.inputsOf('refresh.start')).toEqual([{ scope: { kind: 'all' } }]);
  },
  'feed.refreshAll': (library) => {
    expect(library.inputsOf('refresh.start')).toEqual([{ scope: { kind: 'all' } }]);
  },
  'feed.add': () => {
    screen.getByRole('dialog', { name: 'Add a feed' });
  },
  'feed.importOpml': (library) => {
    expect(library.inputsOf('shell.chooseOpmlFile')).toHaveLength(1);
  },
  'feed.settings': () => {
    screen.getByRole('dialog', { name: 'Feed 1' });
  },
  'feed.remove': () => {
    screen.getByText('Open the feed you want to remove first.');
  },
  'mark.allInView': (library) => {
    expect(partMarked(library)).toEqual({ from: 1, to: null, olderThan: null });
  },
  'mark.above': (library) => {
    expect(partMarked(library)).toEqual({ from: 1, to: 1, olderThan: null });
  },
  'mark.below': (library) => {
    expect(partMarked(library)).toEqual({ from: 3, to: null, olderThan: null });
  },
  'mark.olderThanDay': (library) => {
    const { olderThan, ...part } = partMarked(library) ?? {};
    expect(part).toEqual({ from: 1, to: null });
    expect(Date.now() - 86_400_000 - Number(olderThan)).toBeLessThan(60_000);
  },
  'mark.undo': () => {
    screen.getByText('There is nothing to undo.');
  },
  'app.help': () => {
    screen.getByRole('dialog', { name: 'Keyboard shortcuts' });
  },
};

/** The keys of one entry of the command table, pressed on an element one after the other. */
function pressOn(target: Element, written: string): void {
  for (const press of written.split(' ')) {
    const parts = press.split('+');
    const key = parts.at(-1) ?? '';
    fireEvent.keyDown(target, {
      key: key === 'Space' ? ' ' : key,
      shiftKey: parts.includes('Shift') || /^[A-Z]$/.test(press),
      ctrlKey: parts.includes('Mod'),
    });
  }
}

/** Gives the article a length and a place in it, for nothing is laid out here. */
function scrollArticleToMiddle(): void {
  const root = articleDocument().documentElement;
  Object.defineProperties(root, {
    scrollHeight: { value: 4000 },
    clientHeight: { value: 500 },
    scrollTo: {
      value: ({ top = 0 }: ScrollToOptions) => {
        root.scrollTop = top;
      },
    },
  });
  root.scrollTop = 1000;
}

const tree = () => screen.getByRole('treeitem', { name: 'Bookmarks' });
const PLACES: readonly [string, () => Element][] = [
  ['the window', () => document.body],
  ['the list', () => screen.getByRole('listbox')],
  ['the tree', tree],
  ['the article', () => articleDocument().body],
];
const presses = COMMANDS.flatMap(({ id, keys }) => keys.map((key) => [key, id] as const));

async function secondArticleOpen(): Promise<FakeLibrary> {
  const library = smallLibrary();
  library.articles = library.articles.map((article) => ({
    ...article,
    commentsUrl: `https://talk.example/${String(article.id)}`,
  }));
  const user = await renderApp(library);
  await user.click(screen.getByRole('treeitem', { name: 'All articles' }));
  await listedTitles();
  await user.keyboard('j');
  await user.keyboard('j');
  await waitFor(() => {
    expect(articleDocument().body.textContent).toContain('Text of article 2.');
  });
  scrollArticleToMiddle();
  // What was opened on the way counts as unread, so that both directions have somewhere to go.
  act(() => {
    const state = { id: articleId(1), feedId: library.feeds[0]!.id, isRead: false };
    const states = [{ ...state, isBookmarked: false }];
    library.emit({ name: 'articles.stateChanged', payload: { states } });
  });
  return library;
}

describe.each(PLACES)('with the focus in %s', (_place, find) => {
  // Enter opens what the tree has its focus on, which is the tree's own business.
  const own = find === tree ? ['Enter'] : [];
  it.each(presses.filter(([key]) => !own.includes(key)))('%s is %s', async (key, id) => {
    const library = await secondArticleOpen();
    const target = find();
    if (target instanceof HTMLElement) target.focus();
    pressOn(target, key);
    await waitFor(() => {
      EFFECTS[id](library);
    });
  });
});

describe('the menu', () => {
  it.each(COMMANDS.map(({ id }) => id))('carries out %s', async (id) => {
    const library = await secondArticleOpen();
    act(() => {
      library.emit({ name: 'menu.command', payload: { command: id } });
    });
    await waitFor(() => {
      EFFECTS[id](library);
    });
  });
});
