import { app, Menu } from 'electron';
import type { CommandId } from '../../shared/commands';
import { menuTemplate } from './menuTemplate';

/** Puts the app's menus in place. */
export function installMenu(onCommand: (command: CommandId) => void): void {
  const { platform } = process;
  const template = menuTemplate({ platform, isPackaged: app.isPackaged, onCommand });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
