/** What the library remembers of the clock, so that a wrong one does no harm. */

export interface LibraryClock {
  /** When the library was last begun to be used, by the clock of that time; null for a new one. */
  seenAt(): number | null;
  saw(at: number): void;
  /** Moves the times at which feeds were removed, as when the clock was set by so much. */
  shiftRemovals(by: number): void;
  /** Feeds that were removed before `earliest` were removed `at` that time instead. */
  redateRemovals(earliest: number, at: number): void;
}
