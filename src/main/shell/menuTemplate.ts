import type { MenuItemConstructorOptions } from 'electron';
import { type Command, type CommandGroup, type CommandId, COMMANDS } from '../../shared/commands';

export interface MenuSurroundings {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly onCommand: (command: CommandId) => void;
}

/** The native menus, made from the same table as the keys and the help sheet. */
export function menuTemplate(surroundings: MenuSurroundings): MenuItemConstructorOptions[] {
  const isMac = surroundings.platform === 'darwin';
  const commands = (group: CommandGroup): MenuItemConstructorOptions[] =>
    COMMANDS.filter((command) => command.group === group).map((command) =>
      commandItem(command, surroundings),
    );
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [...commands('Feeds'), { type: 'separator' }, { role: isMac ? 'close' : 'quit' }],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [...commands('List'), { type: 'separator' }, ...viewItems(surroundings)],
    },
    {
      label: '&Go',
      submenu: [...commands('Reading'), { type: 'separator' }, ...commands('Go to')],
    },
    { label: '&Article', submenu: commands('Article') },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    { role: 'help', submenu: commands('App') },
  ];
}

/** No reload: it throws away what a person was doing, and its key is the one for refreshing. */
function viewItems({ isPackaged }: MenuSurroundings): MenuItemConstructorOptions[] {
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ];
}

/**
 * Keys are shown and not registered: the window handles them, since only it knows whether a
 * person is typing. macOS cannot show a key without registering it, so there only keys with Cmd
 * are shown; the page still sees those first. No menu can show two keys in a row.
 */
function commandItem(
  command: Command,
  { platform, onCommand }: MenuSurroundings,
): MenuItemConstructorOptions {
  const shown = command.keys.find(platform === 'darwin' ? hasModifier : isOnePress);
  return {
    id: command.id,
    label: command.title.replaceAll('&', '&&'),
    ...(shown === undefined
      ? {}
      : { accelerator: acceleratorOf(shown), registerAccelerator: false }),
    click: () => {
      onCommand(command.id);
    },
  };
}

function hasModifier(key: string): boolean {
  return key.startsWith('Mod+');
}

function isOnePress(keys: string): boolean {
  return !keys.includes(' ');
}

/** From `KeyboardEvent.key` to Electron's spelling: `R` alone is Shift and the key R. */
function acceleratorOf(key: string): string {
  if (/^[A-Z]$/.test(key)) return `Shift+${key}`;
  if (key === '?') return 'Shift+/';
  return key.replace('Mod+', 'CommandOrControl+');
}
