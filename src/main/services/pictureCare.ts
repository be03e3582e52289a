/**
 * Brings back pictures whose files are gone or damaged, and clears away files that nobody names, as a
 * crash between the two may leave them.
 */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { MediaId } from '../../shared/model';
import type {
  BundledCollection,
  Clock,
  Log,
  MediaFiles,
  Pause,
  PictureFolder,
  PictureIndex,
  Random,
  Transaction,
} from '../core/ports';

/** A file that nobody names may have been written a moment ago, by an article that is being saved. */
const YOUNGEST_STRAY_MS = 24 * 60 * 60_000;
/** Pictures begin with two hexadecimal digits. So many beginnings are looked at in one start of the app. */
const BEGINNINGS = 256;
const BEGINNINGS_AT_A_START = 16;
/** Pictures whose bytes are read in one start of the app. */
const MOST_READ = 500;

export interface PictureCareParts {
  readonly files: MediaFiles & PictureFolder;
  readonly pictures: PictureIndex;
  readonly bundled: BundledCollection;
  readonly transaction: Transaction;
  readonly clock: Clock;
  readonly random: Random;
  readonly pause: Pause;
  readonly log: Log;
  /** Icons are to be asked for. */
  readonly wakeIcons: () => void;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class PictureCare {
  readonly #inHand = new Set<MediaId>();

  constructor(private readonly parts: PictureCareParts) {}

  /** Whether a picture lies on disk as it was stored. One that does not is brought back, if it can be. */
  isThere(id: MediaId): boolean {
    const { files, pictures } = this.parts;
    const byteLength = pictures.byteLengthOf(id);
    if (byteLength === null) return false;
    if (files.hasWhole(id, byteLength)) return true;
    void this.#bringBack(id);
    return false;
  }

  /** Looks at a part of all pictures, another each time. */
  async sweep(): Promise<void> {
    const { pictures, random, transaction, pause } = this.parts;
    await pause();
    if (this.#isClosing()) return;
    transaction(() => {
      pictures.forgetUnused();
    });
    const first = Math.floor(random() * BEGINNINGS);
    let left = MOST_READ;
    for (let index = 0; index < BEGINNINGS_AT_A_START; index += 1) {
      const start = ((first + index) % BEGINNINGS).toString(16).padStart(2, '0');
      left -= await this.#lookAtRows(start, left);
      await this.#lookAtFiles(start);
      if (this.#isClosing()) return;
    }
  }

  /** @returns how many were read. */
  async #lookAtRows(start: string, most: number): Promise<number> {
    const { files, pictures, pause } = this.parts;
    let read = 0;
    for (const { id, byteLength } of pictures.namedFrom(start)) {
      if (this.#isClosing()) return read;
      let isGood = files.hasWhole(id, byteLength);
      if (isGood && read < most) {
        read += 1;
        isGood = await files.isAsNamed(id);
      }
      if (!isGood) await this.#bringBack(id);
      await pause();
    }
    return read;
  }

  #isClosing(): boolean {
    return this.parts.closing.aborted;
  }

  async #lookAtFiles(start: string): Promise<void> {
    const { files, pictures, clock } = this.parts;
    for await (const found of files.filesFrom(start)) {
      if (this.#isClosing()) return;
      for (const { name, modifiedAt } of found) {
        if (clock.now() - modifiedAt < YOUNGEST_STRAY_MS) continue;
        // What is no picture's name, such as a half-written file, is nobody's either.
        if (pictures.byteLengthOf(name as MediaId) === null) await files.remove(name);
      }
    }
  }

  async #bringBack(id: MediaId): Promise<void> {
    const { files, pictures, bundled, wakeIcons, transaction, log } = this.parts;
    if (this.#inHand.has(id)) return;
    this.#inHand.add(id);
    try {
      // A damaged one would be taken for the picture itself.
      await files.remove(id);
      for (const source of pictures.sourcesOf(id)) {
        if (source.startsWith(`${SAMPLE_SCHEME}:`))
          await files.save(await bundled.readFile(source));
      }
      if (this.#isClosing()) return;
      if (transaction(() => pictures.askForIconAgain(id))) wakeIcons();
    } catch (error) {
      log.warn(`The picture ${id} could not be brought back.`, error);
    } finally {
      this.#inHand.delete(id);
    }
  }
}
