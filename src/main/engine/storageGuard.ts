/** Lets failures of the disk cross as `storage`, so that the person is told to look at the disk. */
import type { Handlers } from '../../shared/contract/index';
import { ReaderError } from '../../shared/errors';
import type { Log, Transaction } from '../core/ports';
import { isDamage } from '../store/damage';
import { isFullDisk } from '../store/fullDisk';
import { storageFailure } from '../store/storageFailure';

type AnyHandler = (input: never) => unknown;

export interface StorageGuard {
  readonly transaction: (transaction: Transaction) => Transaction;
  /** As `transaction`, for what is to be tried on a full disk too. */
  readonly dependable: (transaction: Transaction) => Transaction;
  readonly handlers: (handlers: Handlers<'engine'>) => Handlers<'engine'>;
}

export interface StorageGuardParts {
  readonly log: Log;
  /** Called when something could not be written because the disk is full. */
  readonly onFull: () => void;
  /** False while the disk is full: what is left of it is for the reader's own marks. */
  readonly mayWrite: () => boolean;
  /** Called once, when the library reads wrong. */
  readonly onDamage: () => void;
}

export function createStorageGuard({
  log,
  onFull,
  mayWrite,
  onDamage,
}: StorageGuardParts): StorageGuard {
  let isDamaged = false;
  /** @throws the error itself, or the `storage` that it comes to; the log has both. */
  const rethrow = (error: unknown): never => {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    if (isFullDisk(error)) onFull();
    log.error('The library could not be used', error);
    if (isDamage(error) && !isDamaged) {
      isDamaged = true;
      onDamage();
    }
    throw failure;
  };
  function attempt<T>(transaction: Transaction, work: () => T): T {
    if (isDamaged) throw new ReaderError('storage', 'The library is damaged.');
    try {
      return transaction(work);
    } catch (error) {
      return rethrow(error);
    }
  }
  const guarded =
    (handler: AnyHandler): AnyHandler =>
    async (input) => {
      try {
        return await handler(input);
      } catch (error) {
        return rethrow(error);
      }
    };
  return {
    transaction: (transaction) => (work) => {
      if (!mayWrite()) throw new ReaderError('storage', 'The disk is full.');
      return attempt(transaction, work);
    },
    dependable: (transaction) => (work) => attempt(transaction, work),
    handlers: (handlers) =>
      Object.fromEntries(
        Object.entries<AnyHandler>(handlers).map(([method, handler]) => [method, guarded(handler)]),
      ) as unknown as Handlers<'engine'>,
  };
}
