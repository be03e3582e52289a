/** What the engine and its caretaker thread say to one another. */
import type { BackUpOutcome, CheckOutcome, WriteStateOutcome } from '../../core/ports';

/** What the thread is started with. */
export interface CaretakerOptions {
  readonly directory: string;
  readonly nativeBinding: string | null;
}

export interface CaretakerJobs {
  /** The whole library, table by table. */
  check: CheckOutcome;
  backUp: BackUpOutcome;
  /** Subscriptions and bookmarks, written out. */
  writeState: WriteStateOutcome;
  /** The same of a library that was just found sound. */
  writeTrustedState: WriteStateOutcome;
  /** Pages of the log into the library, as far as nobody is in the way. */
  foldLog: null;
}
export type CaretakerJob = keyof CaretakerJobs;

export type ToCaretaker =
  | { readonly kind: 'job'; readonly id: number; readonly job: CaretakerJob; readonly now: number }
  | { readonly kind: 'stop' };

export type FromCaretaker =
  | { readonly kind: 'done'; readonly id: number; readonly value: CaretakerJobs[CaretakerJob] }
  | { readonly kind: 'failed'; readonly id: number; readonly reason: string };
