import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { createQueryClient } from '../../../src/renderer/src/api/queryClient';
import { App } from '../../../src/renderer/src/app/App';
import { Providers } from '../../../src/renderer/src/app/Providers';
import { useUiStore } from '../../../src/renderer/src/state/uiStore';
import { aFeed, anArticle } from './builders';
import { FakeLibrary } from './FakeLibrary';

const initialUiState = useUiStore.getInitialState();

/** A library of one feed with a few unread articles. */
export function smallLibrary(count = 5): FakeLibrary {
  const library = new FakeLibrary();
  library.feeds = [aFeed(1)];
  library.articles = Array.from({ length: count }, (_, index) => anArticle(index + 1));
  return library;
}

/** The whole window over a fake engine, as it is once it has come to rest. */
export async function renderApp(library: FakeLibrary): Promise<UserEvent> {
  useUiStore.setState(initialUiState, true);
  Object.defineProperty(window, 'reader', { value: library.bridge(), configurable: true });
  render(
    <Providers client={createQueryClient()}>
      <App />
    </Providers>,
  );
  if (library.feeds.length > 0 && library.status.state === 'ready') {
    await screen.findByRole('tree');
  }
  return userEvent.setup();
}

/** Waits for the list and gives its options' titles in order. */
export async function listedTitles(): Promise<string[]> {
  const list = await screen.findByRole('listbox');
  const options = await within(list).findAllByRole('option');
  return options.map((option) => option.querySelector('.article-row-title')?.textContent ?? '');
}

/**
 * What a row of the sidebar is called: "Inside, 2" in a browser. The name's computation for tests
 * trims every element, and so loses the space behind the comma.
 */
export function placeName(name: string, unread: number): RegExp {
  return new RegExp(`^${name}, ?${String(unread)}$`);
}

export function optionOf(title: string): HTMLElement {
  const option = screen
    .getAllByRole('option')
    .find((candidate) => candidate.textContent.includes(title));
  if (option === undefined) throw new Error(`“${title}” is not in the list.`);
  return option;
}

const loadedFrames = new WeakSet<HTMLIFrameElement>();

/** The document inside the article frame, loaded; jsdom knows no `srcdoc` and never says so itself. */
export function articleDocument(): Document {
  const frame = document.querySelector('iframe');
  if (frame?.contentDocument == null) throw new Error('No article is open.');
  if (!loadedFrames.has(frame)) {
    loadedFrames.add(frame);
    fireEvent.load(frame);
  }
  return frame.contentDocument;
}
