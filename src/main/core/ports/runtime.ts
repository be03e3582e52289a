/** What the world around the engine gives: time, chance, a place to complain, and transactions. */
import type { ArticleState, FeedId, RefreshStatus } from '../../../shared/model';

export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

/** Calls `work` back after so many milliseconds. @returns what takes the call back. */
export type Later = (milliseconds: number, work: () => void) => () => void;

/** A number in [0, 1). */
export type Random = () => number;

/** Lets waiting calls run before long work goes on. */
export type Pause = () => Promise<void>;

export interface Log {
  info(message: string): void;
  warn(message: string, error?: unknown): void;
  error(message: string, error?: unknown): void;
}

/** Runs work in one transaction: all of it is kept, or none. */
export type Transaction = <T>(work: () => T) => T;

/** How use cases report what changed. Reports reach the window after the transaction commits. */
export interface ChangeSink {
  feedsChanged(): void;
  articlesChanged(change: { feedId: FeedId; added: number; removed: boolean }): void;
  statesChanged(states: readonly ArticleState[]): void;
  refreshProgressed(status: RefreshStatus): void;
}

/** Keeps short secrets in the system's own safe. */
export interface Safe {
  /** @returns what may be stored, or null where the system has no safe. */
  seal(text: string): Promise<Uint8Array | null>;
  /** @returns null when it cannot be opened any more, as on another machine. */
  open(sealed: Uint8Array): Promise<string | null>;
}
