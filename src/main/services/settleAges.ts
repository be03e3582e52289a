/**
 * Keeps ages right where the clock was not: what is deleted for its age must not be because the clock
 * was set wrong, or was still at 1970 when something was removed.
 */
import type { Clock, LibraryClock, Transaction } from '../core/ports';

/** No version of the app is older, so no clock that says so is right. */
const EARLIEST_PLAUSIBLE = Date.UTC(2026, 0, 1);
/**
 * Between two starts of the app a clock that goes on by more was set, or nobody was there: either way
 * the time between does not count.
 */
const LONGEST_ABSENCE_MS = 30 * 24 * 60 * 60_000;
/** A clock that goes back by less is only being put right. */
const LARGEST_CORRECTION_MS = 60 * 60_000;

export interface SettleAgesParts {
  readonly libraryClock: LibraryClock;
  readonly clock: Clock;
  readonly transaction: Transaction;
}

/** @returns whether the clock can be believed, so that what is old enough may be deleted. */
export function settleAges({ libraryClock, clock, transaction }: SettleAgesParts): boolean {
  const now = clock.now();
  transaction(() => {
    const seenAt = libraryClock.seenAt() ?? now;
    const passed = now - seenAt;
    if (passed < -LARGEST_CORRECTION_MS || passed > LONGEST_ABSENCE_MS) {
      libraryClock.shiftRemovals(passed);
    }
    // The clock may have been wrong for a while as the app ran.
    if (now >= EARLIEST_PLAUSIBLE) libraryClock.redateRemovals(EARLIEST_PLAUSIBLE, now);
    libraryClock.saw(now);
  });
  return now >= EARLIEST_PLAUSIBLE;
}
