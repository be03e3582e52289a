/** The disk that the library lies on, and the space that is set aside on it. */

export interface LibraryDisk {
  /** Bytes that may still be written; null where the system does not say. */
  freeBytes(): number | null;
  /** Sets a little space aside, unless that was done or there is not enough of it. */
  keepReserve(): void;
  hasReserve(): boolean;
  /** Gives up what was set aside. */
  releaseReserve(): void;
}
