/** Marks of many articles at one stroke, in pieces, and their undoing. */
import { ReaderError } from '../../shared/errors';
import type { Input, Output } from '../../shared/contract/index';
import type { LastMark, MarkRange } from '../../shared/model';
import { refuseWhenClosing } from '../core/refuseWhenClosing';
import type { ChangeSink, Clock, MarkedPiece, MarkStore, Pause, Transaction } from '../core/ports';

/**
 * Articles marked in one transaction: about 10 ms of work (measured), so that a list hardly waits
 * while a hundred thousand are marked.
 */
const PIECE_OF_MARKS = 8000;

export interface MarkServiceParts {
  readonly marks: MarkStore;
  readonly transaction: Transaction;
  readonly changes: ChangeSink;
  readonly clock: Clock;
  readonly pause: Pause;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
}

export class MarkService {
  constructor(private readonly parts: MarkServiceParts) {}

  /**
   * What is done when it fails midway stays, and can be undone as `last`.
   * @throws ReaderError `cancelled` when the engine closes.
   */
  async markRead(range: Input<'articles.markRead'>): Promise<Output<'articles.markRead'>> {
    const { marks, clock } = this.parts;
    // Before the sweep, for what comes while that is under way is not meant.
    let plan = marks.plan(range);
    const swept = await this.#sweep(range);
    if (swept !== null) return swept;
    const changed = await this.#inPieces(() => {
      const piece = marks.take(plan, PIECE_OF_MARKS, clock.now());
      return { piece, onKept: () => (plan = piece?.rest ?? plan) };
    });
    return { changed, undoId: plan.undoId };
  }

  /** @throws ReaderError `not-found` for a mark that is forgotten; `cancelled`. */
  async undoMark({
    undoId,
    undone,
  }: Input<'articles.undoMark'>): Promise<Output<'articles.undoMark'>> {
    const { marks } = this.parts;
    if (!marks.isKnown(undoId)) throw new ReaderError('not-found', 'There is no such mark.');
    const changed = await this.#inPieces(() => ({
      piece: marks.turnPiece(undoId, undone, PIECE_OF_MARKS),
    }));
    return { changed };
  }

  last(): LastMark | null {
    return this.parts.marks.last();
  }

  /** @returns null when it is to be done in pieces. */
  async #sweep(range: MarkRange): Promise<Output<'articles.markRead'> | null> {
    const { marks, transaction, pause, clock, closing } = this.parts;
    const sweep = marks.sweep(range);
    if (sweep === null) return null;
    while (sweep.read(PIECE_OF_MARKS)) {
      await pause();
      refuseWhenClosing(closing);
    }
    const swept = transaction(() => sweep.finish(clock.now()));
    if (swept === null) return null;
    this.#tell(swept);
    return { changed: swept.changed, undoId: swept.undoId };
  }

  #tell({ feedIds }: MarkedPiece): void {
    for (const feedId of feedIds) {
      this.parts.changes.articlesChanged({ feedId, added: 0, removed: false });
    }
  }

  /** @param work may be run again when the disk is full; `onKept` is for what must not. */
  async #inPieces(work: () => { piece: MarkedPiece | null; onKept?: () => void }): Promise<number> {
    const { transaction, pause, closing } = this.parts;
    let changed = 0;
    for (;;) {
      refuseWhenClosing(closing);
      const { piece, onKept } = transaction(work);
      if (piece === null) return changed;
      onKept?.();
      changed += piece.changed;
      this.#tell(piece);
      await pause();
    }
  }
}
