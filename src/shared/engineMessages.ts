/** What the shell and the engine thread say to one another over the thread's port. */
import { z } from 'zod';
import type { ReaderEvent } from './contract/events';
import { query } from './contract/define';
import type { EngineStatus } from './model';
import { MediaId } from './model';
import type { Reply } from './rpc';

/** What the shell tells a new engine thread. */
export interface EngineOptions {
  /** Folder that holds the library. */
  readonly profileDirectory: string;
  /** Folder of the bundled sample collection. */
  readonly sampleDirectory: string;
  /** Compiled parser thread. */
  readonly parserPath: string;
  readonly appVersion: string;
  /** Another build of better-sqlite3's native part, for development runtimes that need one. */
  readonly sqliteBinding: string | null;
}

/** Questions the shell asks for itself. They are not in the contract, so no window can ask them. */
export const internalMethods = {
  'media.locate': query(
    z.strictObject({ id: MediaId }),
    z.strictObject({ path: z.string(), contentType: z.string() }).nullable(),
  ),
};
export type MediaLocation = z.infer<(typeof internalMethods)['media.locate']['output']>;

export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'close' };

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  /** Stack or other detail; goes to the log and nowhere else. */
  readonly detail?: string;
}

export type FromEngine =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'event'; readonly event: ReaderEvent }
  | { readonly kind: 'status'; readonly status: EngineStatus }
  | { readonly kind: 'log'; readonly entry: LogEntry }
  | { readonly kind: 'closed' };
