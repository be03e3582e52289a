import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { listedTitles, renderApp, smallLibrary } from './support/renderApp';

const stops = (toolbar: HTMLElement) =>
  within(toolbar)
    .getAllByRole('button')
    .filter((button) => button.tabIndex === 0)
    .map((button) => button.getAttribute('aria-label'));
const focused = () => document.activeElement?.getAttribute('aria-label');

describe('the toolbar of the article', () => {
  it('is one tab stop, within which the arrow keys move', async () => {
    const user = await renderApp(smallLibrary());
    await listedTitles();
    await user.keyboard('j');
    const toolbar = await screen.findByRole('toolbar', { name: 'Article' });
    expect(stops(toolbar)).toEqual(['Previous article']);

    within(toolbar).getByRole('button', { name: 'Previous article' }).focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(focused()).toBe('Read');
    expect(stops(toolbar)).toEqual(['Read']);
    await user.keyboard('{End}');
    expect(focused()).toBe('Open the original');
    await user.keyboard('{ArrowRight}');
    expect(focused()).toBe('Previous article');
    await user.keyboard('{ArrowLeft}{Home}');
    expect(stops(toolbar)).toEqual(['Previous article']);
  });

  it('leaves no stop on a button that cannot be pressed', async () => {
    const library = smallLibrary();
    library.articles = library.articles.map((article) => ({ ...article, url: null }));
    const user = await renderApp(library);
    await listedTitles();
    await user.keyboard('j');
    const toolbar = await screen.findByRole('toolbar', { name: 'Article' });
    within(toolbar).getByRole('button', { name: 'Previous article' }).focus();
    await user.keyboard('{End}');
    expect(focused()).toBe('Bookmark');
  });
});
