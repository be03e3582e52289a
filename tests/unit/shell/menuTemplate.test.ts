import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../../src/main/shell/menuTemplate';
import { type CommandId, COMMANDS } from '../../../src/shared/commands';

interface Made {
  readonly items: MenuItemConstructorOptions[];
  readonly chosen: CommandId[];
}

function made(platform: NodeJS.Platform, isPackaged: boolean): Made {
  const chosen: CommandId[] = [];
  const template = menuTemplate({ platform, isPackaged, onCommand: (id) => chosen.push(id) });
  const below = (item: MenuItemConstructorOptions): MenuItemConstructorOptions[] => [
    item,
    ...(Array.isArray(item.submenu) ? item.submenu.flatMap(below) : []),
  ];
  return { items: template.flatMap(below), chosen };
}

const PLATFORMS = ['linux', 'win32', 'darwin'] as const;

test.each(PLATFORMS)(
  'every command is in the menus once, and says its own name (%s)',
  (platform) => {
    const { items, chosen } = made(platform, true);
    const commands = items.filter(({ id }) => id !== undefined);
    for (const { click } of commands) (click as () => void)();
    expect([...chosen].sort()).toEqual(COMMANDS.map(({ id }) => id).sort());
    expect(chosen).toEqual(commands.map(({ id }) => id));
  },
);

test.each(PLATFORMS)('a key is shown and never taken from the page (%s)', (platform) => {
  const keys = made(platform, true).items.filter(({ accelerator }) => accelerator !== undefined);
  expect(keys.length).toBeGreaterThan(0);
  for (const item of keys) expect(item.registerAccelerator, item.id).toBe(false);
});

test('keys are spelled as Electron spells them', () => {
  const spelled = (platform: NodeJS.Platform): Record<string, unknown> =>
    Object.fromEntries(
      made(platform, true)
        .items.filter(({ accelerator }) => accelerator !== undefined)
        .map(({ id, accelerator }): [string, unknown] => [id ?? '', accelerator]),
    );
  expect(spelled('linux')).toMatchObject({
    'feed.refreshAll': 'Shift+R',
    'feed.refreshView': 'r',
    'feed.importOpml': 'CommandOrControl+O',
    'app.help': 'Shift+/',
  });
  const onMac = spelled('darwin');
  expect(onMac['feed.refreshAll']).toBe('CommandOrControl+R');
  // macOS would take the bare letter from a person who is typing.
  expect(onMac).not.toHaveProperty('feed.refreshView');
});

test.each(PLATFORMS)(
  'a release has no developer tools and nothing ever reloads (%s)',
  (platform) => {
    const roles = (isPackaged: boolean): unknown[] =>
      made(platform, isPackaged).items.map(({ role }) => role);
    expect(roles(true)).not.toContain('toggleDevTools');
    expect(roles(false)).toContain('toggleDevTools');
    for (const role of ['reload', 'forceReload', 'viewMenu']) {
      expect(roles(false)).not.toContain(role);
      expect(roles(true)).not.toContain(role);
    }
  },
);
