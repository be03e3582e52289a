import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderApp, smallLibrary } from './support/renderApp';

test('a disk that fills is said in words, in one place, until there is room again', async () => {
  const library = smallLibrary();
  await renderApp(library);
  const tell = (space: 'enough' | 'low' | 'full'): void => {
    act(() => {
      library.emit({ name: 'library.space', payload: { space } });
    });
  };
  tell('low');
  await screen.findByText('The disk is almost full, so feeds are not refreshed by themselves.');
  tell('full');
  tell('full');
  expect(await screen.findAllByText(/^The disk is full, so nothing new can be kept\./)).toHaveLength(1);
  tell('enough');
  await waitFor(() => {
    expect(screen.queryByText(/^The disk is/)).toBeNull();
  });
}); // prettier-ignore
