/** Transactions for what can be made again from the library itself. */
import type { Transaction } from '../core/ports';
import type { WritableDb } from './database';

/**
 * A transaction whose commit does not wait for the disk (`synchronous = NORMAL`). After a power cut it
 * may be undone, together with all after it that did not wait either, and never in part; the next
 * commit that waits makes sure of it too (https://www.sqlite.org/pragma.html#pragma_synchronous).
 */
export function createUnhurriedTransaction(db: WritableDb): Transaction {
  return (work) => {
    db.pragma('synchronous = NORMAL');
    try {
      return db.transaction(work).immediate();
    } finally {
      db.pragma('synchronous = FULL');
    }
  };
}
