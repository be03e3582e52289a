import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/shared/model';
import { engine } from '../../support/forOneTest';
import { failureOf } from './failureOf';

test('settings are the usual ones, change one by one, and are kept', async () => {
  const first = engine();
  expect(await first.api['settings.get']({})).toEqual(DEFAULT_SETTINGS);
  const change = { unreadOnly: true, collapsedFolders: [3, 1] };
  const changed = { ...DEFAULT_SETTINGS, ...change };
  expect(await first.api['settings.update']({ change })).toEqual(changed);
  expect(await first.api['settings.update']({ change: {} })).toEqual(changed);
  await first.close();
  const second = engine({ directory: first.directory });
  expect(await second.api['settings.get']({})).toEqual(changed);
});

test.each([
  ['too narrow', { sidebarWidth: 10 }],
  ['of another kind', { unreadOnly: 'yes' }],
  ['that nobody knows', { colour: 'red' }],
])('a setting %s is refused, and nothing changes', async (_what, change) => {
  const { api } = engine();
  const call = api['settings.update']({ change: { listWidth: 300, ...change } as never });
  expect((await failureOf(call)).code).toBe('invalid-input');
  expect(await api['settings.get']({})).toEqual(DEFAULT_SETTINGS);
});
