import { z } from 'zod';
import { Settings, SettingsChange } from '../model';
import { command, query } from './define';

export const settings = {
  'settings.get': query(z.strictObject({}), Settings),
  /** Changes the named settings and answers with all of them. */
  'settings.update': command(z.strictObject({ change: SettingsChange }), Settings),
};
