/** What the shell and the engine thread say to one another over the thread's port. */
import { z } from 'zod';
import type { ReaderEvent } from './contract/events';
import { query } from './contract/define';
import type { EngineStatus, LibraryWay } from './model';
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
  /** Compiled caretaker thread. */
  readonly caretakerPath: string;
  /** How the person wants the library opened; null as usual. */
  readonly way: LibraryWay | null;
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

/** What the engine asks the shell, because only Electron knows: each question and its answer. */
export interface ShellQuestions {
  /** An address to a proxy list as browsers write it: `DIRECT`, `PROXY host:port; DIRECT`, … */
  'proxy.resolve': { readonly input: string; readonly output: string };
  /** Null where the system has no safe. */
  'safe.seal': { readonly input: string; readonly output: Uint8Array | null };
  'safe.open': { readonly input: Uint8Array; readonly output: string | null };
}
export type ShellQuestion = keyof ShellQuestions;

/** What the engine cannot notice by itself. */
export type SystemNotice = 'woke' | 'online' | 'offline';

export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'unanswered'; readonly id: number }
  | { readonly kind: 'notice'; readonly notice: SystemNotice }
  | { readonly kind: 'close' };

export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  /** Stack or other detail; goes to the log and nowhere else. */
  readonly detail?: string;
}

export type FromEngine =
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | {
      readonly kind: 'ask';
      readonly id: number;
      readonly question: ShellQuestion;
      readonly input: unknown;
    }
  | { readonly kind: 'event'; readonly event: ReaderEvent }
  | { readonly kind: 'status'; readonly status: EngineStatus }
  | { readonly kind: 'log'; readonly entry: LogEntry }
  | { readonly kind: 'closed' };
