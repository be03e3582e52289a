import { appendFile, mkdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { LogEntry } from '../../shared/engineMessages';

/** When the file has grown to this many bytes it becomes the previous one, and a new one begins. */
const MOST_BYTES = 1_000_000;

/**
 * The log of the app: two files of bounded size in one folder. Never throws and never waits; a
 * full disk must not take the reader down.
 */
export class Log {
  readonly #folder: string;
  readonly #echo: boolean;
  #written: Promise<void> = Promise.resolve();

  /** @param echo whether entries also go to the terminal. */
  constructor(folder: string, echo: boolean) {
    this.#folder = folder;
    this.#echo = echo;
  }

  info(message: string): void {
    this.write({ level: 'info', message });
  }

  warn(message: string, cause?: unknown): void {
    this.write({ level: 'warn', message, ...detailOf(cause) });
  }

  error(message: string, cause?: unknown): void {
    this.write({ level: 'error', message, ...detailOf(cause) });
  }

  /** Adds an entry, of the shell or of the engine thread. */
  write({ level, message, detail }: LogEntry): void {
    const lines = detail === undefined ? message : `${message}\n${detail}`;
    const text = `${new Date().toISOString()} ${level} ${lines}\n`;
    if (this.#echo) process.stderr.write(text);
    this.#written = this.#written.then(() => this.#append(text)).catch(() => undefined);
  }

  /** Resolves when everything so far is in the file. */
  flush(): Promise<void> {
    return this.#written;
  }

  async #append(text: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const file = join(this.#folder, 'broadsheet.log');
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    if (size >= MOST_BYTES) await rename(file, join(this.#folder, 'broadsheet.previous.log'));
    await appendFile(file, text);
  }
}

function detailOf(cause: unknown): { detail: string } | undefined {
  if (cause === undefined) return undefined;
  return { detail: cause instanceof Error ? (cause.stack ?? cause.message) : inspect(cause) };
}
