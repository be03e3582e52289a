/**
 * Writes of a refresh, joined into few transactions. Each commit waits for the disk, which takes as
 * long as writing fifty articles; one commit for each feed would cost a refresh more than all its
 * articles.
 */
import type { Later, Transaction } from '../core/ports';

/** What is written between two commits, in articles: about ten milliseconds, so that a click never waits longer. */
const MOST_WEIGHT = 100;
/** How long a write may wait for others to join it, in milliseconds. */
const LONGEST_WAIT_MS = 50;

interface Waiting {
  readonly write: () => void;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

interface Note {
  readonly write: () => void;
  isWritten: boolean;
}

export interface WriteQueueParts {
  readonly transaction: Transaction;
  readonly later: Later;
}

export class WriteQueue {
  #waiting: Waiting[] = [];
  #notes: Note[] = [];
  #weight = 0;
  #writers = 0;
  #cancelTimer: (() => void) | null = null;

  constructor(private readonly parts: WriteQueueParts) {}

  /**
   * Somebody begins to work who will write, perhaps several times. Once all who work wait for their
   * writes nobody is left to join them, and they are committed at once.
   * @returns what ends it.
   */
  join(): () => void {
    this.#writers += 1;
    return () => {
      this.#writers -= 1;
      this.#commitIfDue();
    };
  }

  /**
   * Runs a synchronous write in a transaction, together with others. Whatever it throws undoes its
   * own writes only.
   *
   * @param weight how many articles it writes; 0 for a note of a few values.
   * @returns when the write is committed.
   */
  run(write: () => void, weight = 0): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ write, done, failed });
      this.#weight += weight;
      this.#startTimer();
      this.#commitIfDue();
    });
  }

  /**
   * Runs a short synchronous write with the next commit, in a moment at the latest. Nobody waits for
   * it or hears that it failed, and it makes no commit of its own while others write.
   *
   * @returns what tells whether it is committed.
   */
  note(write: () => void): () => boolean {
    const note: Note = { write, isWritten: false };
    this.#notes.push(note);
    this.#startTimer();
    return () => note.isWritten;
  }

  /** Commits what is waiting, now. */
  flush(): void {
    this.#commit();
  }

  #startTimer(): void {
    this.#cancelTimer ??= this.parts.later(LONGEST_WAIT_MS, () => {
      this.#commit();
    });
  }

  #commitIfDue(): void {
    const isFull = this.#weight >= MOST_WEIGHT;
    if (isFull || this.#waiting.length >= this.#writers) this.#commit();
  }

  #commit(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = null;
    const batch = this.#waiting;
    const notes = this.#notes;
    this.#waiting = [];
    this.#notes = [];
    this.#weight = 0;
    if (batch.length + notes.length === 0) return;
    try {
      this.parts.transaction(() => {
        for (const { write } of [...notes, ...batch]) write();
      });
    } catch (error) {
      // All of them were undone. One alone has its own error; of several, only some are to blame.
      if (batch.length === 1 && notes.length === 0) batch[0]?.failed(error);
      else this.#commitEach(notes, batch);
      return;
    }
    for (const note of notes) note.isWritten = true;
    for (const { done } of batch) done();
  }

  #commitEach(notes: readonly Note[], batch: readonly Waiting[]): void {
    for (const note of notes) {
      const done = (): void => {
        note.isWritten = true;
      };
      this.#commitAlone({ write: note.write, done, failed: () => undefined });
    }
    for (const waiting of batch) this.#commitAlone(waiting);
  }

  #commitAlone({ write, done, failed }: Waiting): void {
    try {
      this.parts.transaction(write);
    } catch (error) {
      failed(error);
      return;
    }
    done();
  }
}
