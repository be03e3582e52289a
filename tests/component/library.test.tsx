import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecoveryNotice } from '../../src/shared/model';
import { renderApp, smallLibrary } from './support/renderApp';
import { FakeLibrary } from './support/FakeLibrary';

const RECOVERY: RecoveryNotice = {
  at: Date.UTC(2026, 10, 25),
  cause: 'damaged',
  folder: 'corrupt-2026-11-25T00-00-00-000Z',
  backupAt: Date.UTC(2026, 10, 24, 12),
  exportAt: null,
  isWhole: false,
  feeds: 12,
  articles: 3400,
  bookmarks: 1,
};

describe('what is to be known of the library', () => {
  it('is nothing where it is as usual', async () => {
    await renderApp(smallLibrary());
    await screen.findByRole('listbox');
    expect(screen.queryByLabelText('About your library')).toBeNull();
  });

  it('is that it was put together again, with what was kept and where the old files are', async () => {
    const library = smallLibrary();
    library.library = { ...library.library, recovery: RECOVERY };
    const user = await renderApp(library);
    const report = await screen.findByRole('alert');
    expect(report.textContent).toContain('was damaged, and Broadsheet put it together again');
    await user.click(screen.getByText(/put it together again/));
    expect(report.textContent).toContain('the backup of 24 Nov 2026');
    expect(report.textContent).toContain('12 feeds, 3,400 articles and 1 bookmark');
    expect(report.textContent).toContain('corrupt-2026-11-25T00-00-00-000Z');
    await user.click(screen.getByRole('button', { name: 'Show the folder' }));
    expect(library.inputsOf('shell.showLibrary')).toEqual([{}]);
    await user.click(screen.getByRole('button', { name: 'Dismiss' }));
    await waitFor(() => {
      expect(screen.queryByRole('alert')).toBeNull();
    });
    expect(library.inputsOf('library.dismissRecovery')).toEqual([{}]);
  });

  it.each([
    [{ isWhole: true, backupAt: null }, /Everything in it could be read/],
    [{ backupAt: null, exportAt: Date.UTC(2026, 10, 23) }, /no backup yet. Subscriptions and bookmarks were written out on 23 Nov 2026/],
    [{ backupAt: null }, /the rest could not be brought back/],
    [{ cause: 'empty' as const }, /was empty/],
    [{ cause: 'missing' as const }, /was gone/],
    [{ cause: 'foreign' as const }, /Something else lay/],
    [{ cause: 'index' as const, folder: null }, /search knows was damaged/],
    [{ cause: 'newer' as const }, /went back to the backup/],
  ])('is said in words for %o', async (change, words) => {
    const library = smallLibrary();
    library.library = { ...library.library, recovery: { ...RECOVERY, ...change } };
    await renderApp(library);
    expect((await screen.findByRole('alert')).textContent).toMatch(words);
  }); // prettier-ignore

  it.each([
    ['read-only' as const, /write-protected.*will not be kept/],
    ['newer' as const, /copy of a library that a newer version.*will not be kept/],
  ])('is that changes are not kept in a library that is %s', async (temporary, words) => {
    const library = smallLibrary();
    library.library = { ...library.library, temporary };
    await renderApp(library);
    const notices = await screen.findByLabelText('About your library');
    expect(notices.textContent).toMatch(words);
    // There is nothing to dismiss: it stays true.
    expect(screen.queryByRole('button', { name: 'Dismiss' })).toBeNull();
  });

  it('is read again after the engine was started anew', async () => {
    const library = smallLibrary();
    await renderApp(library);
    await screen.findByRole('listbox');
    library.emit({ name: 'engine.status', payload: { state: 'recovering' } });
    await screen.findByText('Mending your library');
    library.library = { ...library.library, recovery: RECOVERY };
    library.emit({ name: 'engine.status', payload: { state: 'ready' } });
    await screen.findByText(/put it together again/);
  });

  it('is how else it can be opened, when a newer version made it', async () => {
    const library = new FakeLibrary();
    const reason = 'This library was made by a newer version.';
    library.status = { state: 'failed', reason, ways: ['copy', 'backup'] };
    const user = await renderApp(library);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('install the newer version');
    await user.click(screen.getByRole('button', { name: 'Only read it' }));
    await user.click(screen.getByRole('button', { name: 'Go back to the backup' }));
    expect(library.inputsOf('shell.openLibrary')).toEqual([{ way: 'copy' }, { way: 'backup' }]);
  });
});
