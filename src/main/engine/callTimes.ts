/** Whether the window asks for anything, so that work behind its back keeps its pieces short. */
import type { Handlers } from '../../shared/contract/index';

/** After this long without a call nobody is reading, scrolling or typing. */
const QUIET_AFTER_MS = 500;

type AnyHandler = (input: never) => unknown;

export class CallTimes {
  #lastAt = Number.NEGATIVE_INFINITY;

  isInUse(): boolean {
    return performance.now() - this.#lastAt < QUIET_AFTER_MS;
  }

  /** The same handlers, whose calls are noted. */
  handlers(handlers: Handlers<'engine'>): Handlers<'engine'> {
    const noting =
      (handler: AnyHandler): AnyHandler =>
      (input) => {
        this.#lastAt = performance.now();
        return handler(input);
      };
    return Object.fromEntries(
      Object.entries<AnyHandler>(handlers).map(([method, handler]) => [method, noting(handler)]),
    ) as unknown as Handlers<'engine'>;
  }
}
