/** What a request takes up from its beginning until its answer is stored. */
import type { Permit, Permits } from '../core/permits';
import type { WriteQueue } from './writeQueue';

/** Bytes a request is taken to bring; most documents are far smaller. */
const EXPECTED_BYTES = 3 * 1024 * 1024;
/**
 * Bytes of documents that are asked for, or not stored yet: sixteen of the usual kind, which keep parser
 * and disk busy. Servers are not asked while there are more.
 */
export const MOST_BYTES_IN_HAND = 16 * EXPECTED_BYTES;

export class RequestInHand {
  #permit: Permit | null = null;
  #leaveWriters: (() => void) | null = null;

  constructor(
    private readonly permits: Permits,
    private readonly writes: WriteQueue,
  ) {}

  /** Resolves once there is room for one more document. */
  async begin(): Promise<void> {
    this.#permit = await this.permits.take(EXPECTED_BYTES);
    this.#leaveWriters = this.writes.join();
  }

  /** The answer is here. @param bytes of its document; 0 when there is none. */
  answered(bytes: number): void {
    if (bytes === 0) this.#permit?.giveBack();
    else this.#permit?.weigh(Math.max(bytes, EXPECTED_BYTES));
  }

  /** Nothing is asked, or is left to do. Doing so twice does no harm. */
  end(): void {
    this.#permit?.giveBack();
    this.#leaveWriters?.();
    this.#permit = null;
    this.#leaveWriters = null;
  }
}
