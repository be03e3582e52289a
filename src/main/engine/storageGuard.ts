/** Lets failures of the disk cross as `storage`, so that the person is told to look at the disk. */
import type { Handlers } from '../../shared/contract/index';
import type { Log, Transaction } from '../core/ports';
import { storageFailure } from '../store/storageFailure';

type AnyHandler = (input: never) => unknown;

export interface StorageGuard {
  readonly transaction: (transaction: Transaction) => Transaction;
  readonly handlers: (handlers: Handlers<'engine'>) => Handlers<'engine'>;
}

export function createStorageGuard(log: Log): StorageGuard {
  /** @throws the error itself, or the `storage` that it comes to; the log has both. */
  const rethrow = (error: unknown): never => {
    const failure = storageFailure(error);
    if (failure === null) throw error;
    log.error('The library could not be used', error);
    throw failure;
  };
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
      try {
        return transaction(work);
      } catch (error) {
        return rethrow(error);
      }
    },
    handlers: (handlers) =>
      Object.fromEntries(
        Object.entries<AnyHandler>(handlers).map(([method, handler]) => [method, guarded(handler)]),
      ) as unknown as Handlers<'engine'>,
  };
}
