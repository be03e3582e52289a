/** Log entries go out through the thread's port; the shell writes them. */
import type { LogEntry } from '../../shared/engineMessages';
import type { Log } from '../core/ports';

export function createLogger(write: (entry: LogEntry) => void): Log {
  const entry = (level: LogEntry['level'], message: string, error?: unknown): void => {
    if (error === undefined) write({ level, message });
    else write({ level, message, detail: describe(error) });
  };
  return {
    info: (message) => {
      entry('info', message);
    },
    warn: (message, error) => {
      entry('warn', message, error);
    },
    error: (message, error) => {
      entry('error', message, error);
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
