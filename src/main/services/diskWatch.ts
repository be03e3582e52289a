/** Watches how much room the library has: what nobody asked for waits while there is little. */
import type { LibraryDisk } from '../core/ports';
import type { LibrarySpace } from '../../shared/model';

/** Below this no feed, picture or text is fetched in advance: others need the rest of the disk more. */
const LEAST_FREE_BYTES = 200 * 1024 * 1024;
/** A disk that was full and has less than this is full still. */
const LEAST_TO_GO_ON_BYTES = 128 * 1024;

export interface DiskWatchParts {
  readonly disk: LibraryDisk;
  /** Tells the person: when it changed, and again at each look while there is little room. */
  readonly onSpace: (space: LibrarySpace) => void;
}

export class DiskWatch {
  #isFull = false;
  #wasLow = false;

  constructor(private readonly parts: DiskWatchParts) {}

  /** Looks. @returns whether there is room for what nobody asked for. */
  hasRoom(): boolean {
    const { disk, onSpace } = this.parts;
    const free = disk.freeBytes();
    const isLow = free !== null && free < LEAST_FREE_BYTES;
    if (!isLow) this.#isFull = false;
    // On a disk that has just been full others may be waiting for the little there is.
    if (!this.#isFull) disk.keepReserve();
    if (isLow || this.#wasLow) onSpace(this.#isFull ? 'full' : isLow ? 'low' : 'enough');
    this.#wasLow = isLow;
    return !isLow;
  }

  /** A write found no space. However many do, it is told once. */
  wasFull(): void {
    if (this.#isFull) return;
    this.#isFull = true;
    this.#wasLow = true;
    this.parts.onSpace('full');
  }

  /**
   * Whether there is space for what the reader did not ask for in so many words. On a full disk the
   * little that is left, or was set aside, is for the reader's own marks.
   */
  mayWrite(): boolean {
    if (!this.#isFull) return true;
    const free = this.parts.disk.freeBytes();
    if (free !== null && free < LEAST_TO_GO_ON_BYTES) return false;
    this.#isFull = false;
    this.hasRoom();
    return true;
  }
}
