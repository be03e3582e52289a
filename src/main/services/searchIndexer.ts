/**
 * Tells the search index what changed: afterwards, in short pieces, so that neither a refresh nor a
 * click waits for it. What waits lies in the library, so nothing is forgotten by a crash.
 */
import { marksOf } from '../core/searchMarks';
import { textForIndex } from '../core/searchText';
import type { Log, Pause, QueuedArticle, SearchIndex, Transaction } from '../core/ports';

/** Characters of an article's HTML that are read, and of its text that are indexed: a book's third. */
const MOST_SOURCE = 1_000_000;
const MOST_TEXT = 200_000;
/**
 * Characters indexed in one transaction while the library is being used: about 12 ms (measured:
 * 1,700 characters take 60 µs and a commit 3 ms); and while nobody asks anything.
 */
const PIECE_CHARACTERS = 250_000;
const IDLE_PIECE_CHARACTERS = 800_000;
/** An article without text is work too. */
const LEAST_WEIGHT = 300;
/**
 * With more pieces than this, joining no longer waits for the end, because a search asks every
 * piece: each new one is followed by joining twice as much as it wrote. So the pieces of a joining
 * are one before half as many have come again, and what all takes grows as its size does.
 */
const MOST_PIECES = 256;
/** Bytes joined at once for each character of a piece, which takes about a byte in the index. */
const JOINED_FOR_EACH_CHARACTER = 2;

export interface SearchIndexerParts {
  readonly searchIndex: SearchIndex;
  /** HTML as one line of text. */
  readonly textOfHtml: (html: string) => string;
  /** Need not wait for the disk: what it loses waits again. */
  readonly transaction: Transaction;
  readonly pause: Pause;
  readonly log: Log;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
  /** False while feeds are being refreshed. */
  readonly isQuiet: () => boolean;
  /** Whether somebody uses the library just now. */
  readonly isInUse: () => boolean;
  /** Instead of `MOST_PIECES`. */
  readonly mostPieces?: number;
}

export class SearchIndexer {
  #isRunning = false;
  #isWanted = false;

  constructor(private readonly parts: SearchIndexerParts) {}

  /** To be called when articles came, changed or went, and when a refresh is over. */
  wake(): void {
    this.#isWanted = true;
    if (!this.#isRunning) void this.#runWhileWanted();
  }

  async #runWhileWanted(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#isWanted) {
        this.#isWanted = false;
        await this.#run();
      }
    } catch (error) {
      // What waits goes on waiting, for the next change or the next start.
      if (!this.parts.closing.aborted) this.parts.log.warn('Indexing for the search', error);
    } finally {
      this.#isRunning = false;
    }
  }

  async #run(): Promise<void> {
    const { searchIndex, transaction, pause, mostPieces = MOST_PIECES } = this.parts;
    // Whoever reports a change goes on first.
    await pause();
    for (let isAll = false; !isAll;) {
      if (!this.#mayGoOn()) return;
      isAll = transaction(() => this.#indexPiece());
      await pause();
      if (this.#mayGoOn() && searchIndex.pieces() > mostPieces) await this.#join();
    }
    // What comes meanwhile is indexed first.
    while (!this.#isWanted && this.#mayGoOn() && (await this.#join()));
  }

  /** @returns whether there was anything to join. */
  async #join(): Promise<boolean> {
    const { searchIndex, transaction, pause } = this.parts;
    const bytes = this.#pieceCharacters() * JOINED_FOR_EACH_CHARACTER;
    const hasJoined = transaction(() => searchIndex.join(bytes));
    await pause();
    return hasJoined;
  }

  #mayGoOn(): boolean {
    return !this.parts.closing.aborted && this.parts.isQuiet();
  }

  #pieceCharacters(): number {
    return this.parts.isInUse() ? PIECE_CHARACTERS : IDLE_PIECE_CHARACTERS;
  }

  /** @returns whether nothing is left. */
  #indexPiece(): boolean {
    const { searchIndex } = this.parts;
    const most = this.#pieceCharacters();
    for (let weight = 0; weight < most;) {
      const queued = searchIndex.next(MOST_SOURCE);
      if (queued === null) return true;
      weight += LEAST_WEIGHT + this.#index(queued);
      searchIndex.done(queued);
    }
    return false;
  }

  /** @returns characters it took. */
  #index({ id, content }: QueuedArticle): number {
    const { searchIndex, textOfHtml } = this.parts;
    if (content === null) {
      searchIndex.remove(id);
      return 0;
    }
    const { feedId, sortAt, title, author, source, fullSource, categories, hasAudio } = content;
    // The full text first, since it alone may be too long for both.
    const whole = fullSource === null ? source : `${fullSource} ${source}`;
    const text = textOfHtml(whole).slice(0, MOST_TEXT);
    searchIndex.put({
      id,
      sortAt,
      title: textForIndex(title),
      author: textForIndex(author ?? ''),
      text: textForIndex(text),
      tags: textForIndex(categories.join(' , ')),
      marks: marksOf({ feedId, title, author, hasImage: /<img\b/i.test(whole), hasAudio }),
    });
    return text.length;
  }
}
