/** The library as a whole: its safety copies, its checks, and the room it takes. */
import type { RecoveryNotice } from '../../../shared/model';

/** `stopped` when the app ended in between. */
export type CheckOutcome = 'sound' | 'damaged' | 'stopped';

/** `no-room` below twice the library's size of free space. */
export type BackUpOutcome = 'made' | 'no-room' | 'damaged' | 'stopped';

/** `doubtful` when something is gone that nobody deletes; what was written out before stays. */
export type WriteStateOutcome = 'written' | 'unchanged' | 'doubtful' | 'damaged';

/** Long work on the library that no call waits for. One piece at a time. */
export interface LibraryKeeper {
  /** Reads the whole library, and remembers that it was sound. */
  check(): Promise<CheckOutcome>;
  backUp(): Promise<BackUpOutcome>;
  /**
   * Writes subscriptions, folders and bookmarks out, where they changed.
   *
   * @param isTrusted the library was just found sound, so that what is gone was deleted.
   */
  writeState(isTrusted: boolean): Promise<WriteStateOutcome>;
  /** Carries pages of the log into the library. */
  foldLog(): Promise<void>;
  /** Ends what is under way as soon as it can be ended. */
  close(): Promise<void>;
}

/** Small steps that the connection itself must take. Each lasts a few milliseconds. */
export interface LibraryUpkeep {
  /** Bytes of the library with its log. */
  size(): number;
  /** Bytes of the log. */
  logSize(): number;
  /** Empties a log whose pages have been carried over. Nothing where a reader still needs it. */
  emptyLog(): void;
  /** Renews statistics that are out of date. */
  optimise(): void;
  /** Gives some free pages back to the disk. @returns whether there is more to give. */
  giveBack(): boolean;
}

/** When what was done to the library last; null when never. Milliseconds since 1970. */
export interface LibraryTimes {
  checkedAt(): number | null;
  backedUpAt(): number | null;
  changedAt(): number;
}

/** What a recovery brought, until the person has seen it. */
export interface RecoveryNotices {
  read(): RecoveryNotice | null;
  remove(): void;
}
