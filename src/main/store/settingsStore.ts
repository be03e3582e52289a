/** Settings as key and value. A value that no longer fits its schema falls back to the default. */
import { DEFAULT_SETTINGS, Settings, SettingsChange } from '../../shared/model';
import type { SettingsStore } from '../core/ports';
import type { WritableDb } from './database';

/** Implements `SettingsStore` of core/ports.ts. */
export function createSettingsStore(db: WritableDb): SettingsStore {
  const all = db.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings');
  const put = db.prepare<[string, string]>(
    `INSERT INTO settings (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );

  function read(): Settings {
    const settings: Record<string, unknown> = { ...DEFAULT_SETTINGS };
    for (const { key, value } of all.all()) {
      const change = SettingsChange.safeParse({ [key]: JSON.parse(value) as unknown });
      if (change.success) Object.assign(settings, change.data);
    }
    return Settings.parse(settings);
  }

  return {
    read,
    write(change) {
      db.transaction(() => {
        for (const [key, value] of Object.entries(change)) {
          if (value !== undefined) put.run(key, JSON.stringify(value));
        }
      }).immediate();
      return read();
    },
  };
}
