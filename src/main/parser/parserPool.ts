/**
 * The parser thread seen from the engine: one document at a time, a time limit and a memory limit
 * for each. Hostile documents can hang any parser (24 KB suffice), so the thread is killed and
 * replaced, and only the document that did it fails.
 */
import { Worker } from 'node:worker_threads';
import { ReaderError, fromWire } from '../../shared/errors';
import type { ArticleCleaner, DocumentParser, PageReader } from '../core/ports';
import type { FromParser, ToParser } from './messages';
import type { Job, JobResults } from './readDocument';

interface Waiting {
  readonly job: Job;
  readonly resolve: (value: JobResults[Job['kind']]) => void;
  readonly reject: (error: Error) => void;
}

export interface ParserPoolOptions {
  /** The compiled entry of the thread. */
  readonly path: string;
  /** Milliseconds one document may take. */
  readonly deadlineMs?: number;
  /** Megabytes of heap one document may take. */
  readonly memoryMegabytes?: number;
  /**
   * The documents are few and leave much behind: the heap is swept early, and the thread ends, with
   * all its memory, when nothing waits any more.
   */
  readonly isSparing?: boolean;
}

const DEADLINE_MS = 10_000;
const MEMORY_MEGABYTES = 512;
/** Documents the thread has at most: the one it reads and the next. */
const MOST_GIVEN = 2;
/** Left to itself, V8 lets young objects of a busy thread fill 48 MB. */
const YOUNG_MEGABYTES = 12;
/** A page of 15,000 elements then takes 116 MB instead of 278 MB, in the same time (measured). */
const SPARING_YOUNG_MEGABYTES = 6;

export class ParserPool implements DocumentParser, PageReader, ArticleCleaner {
  readonly #options: Required<ParserPoolOptions>;
  readonly #queue: Waiting[] = [];
  #worker: Worker | null = null;
  /** What the thread has been given: the document it reads, and the one it goes on with. */
  readonly #given: { readonly id: number; readonly waiting: Waiting }[] = [];
  #deadline: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: ParserPoolOptions) {
    this.#options = {
      ...{ deadlineMs: DEADLINE_MS, memoryMegabytes: MEMORY_MEGABYTES, isSparing: false },
      ...options,
    };
  }

  parseFeed: DocumentParser['parseFeed'] = (bytes, context, known) =>
    this.#run({ kind: 'feed', bytes, context, known }) as Promise<JobResults['feed']>;

  inspect: DocumentParser['inspect'] = (bytes, context) =>
    this.#run({ kind: 'inspect', bytes, context }) as Promise<JobResults['inspect']>;

  readArticle: PageReader['readArticle'] = (bytes, context) =>
    this.#run({ kind: 'page', bytes, context }) as Promise<JobResults['page']>;

  readFullText: PageReader['readFullText'] = (bytes, context) =>
    this.#run({ kind: 'full-text', bytes, context }) as Promise<JobResults['full-text']>;

  readOpml: DocumentParser['readOpml'] = (bytes) =>
    this.#run({ kind: 'opml', bytes }) as Promise<JobResults['opml']>;

  clean: ArticleCleaner['clean'] = (source, baseUrl) =>
    this.#run({ kind: 'clean', source, baseUrl }) as Promise<JobResults['clean']>;

  /** Kills the thread. Documents still waiting fail with `cancelled`. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const error = new ReaderError('cancelled', 'The app is closing.');
    for (const waiting of this.#queue.splice(0)) waiting.reject(error);
    await this.#replaceThread(error);
  }

  #run(job: Job): Promise<JobResults[Job['kind']]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) {
        reject(new ReaderError('cancelled', 'The app is closing.'));
        return;
      }
      this.#queue.push({ job, resolve, reject });
      this.#startNext();
    });
  }

  /** The thread never waits for its next document while the engine is busy with the last one. */
  #startNext(): void {
    const ahead = this.#options.isSparing ? 1 : MOST_GIVEN;
    while (this.#given.length < ahead) {
      const next = this.#queue.shift();
      if (next === undefined) return;
      this.#lastId += 1;
      this.#given.push({ id: this.#lastId, waiting: next });
      if (this.#given.length === 1) this.#startDeadline();
      this.#thread().postMessage({ id: this.#lastId, job: next.job } satisfies ToParser);
    }
  }

  #startDeadline(): void {
    this.#deadline = setTimeout(() => {
      void this.#replaceThread(tooHard('took too long'));
    }, this.#options.deadlineMs);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const { path, memoryMegabytes, isSparing } = this.#options;
    const worker = new Worker(path, {
      resourceLimits: {
        maxOldGenerationSizeMb: memoryMegabytes,
        maxYoungGenerationSizeMb: isSparing ? SPARING_YOUNG_MEGABYTES : YOUNG_MEGABYTES,
      },
    });
    worker.on('message', (message: FromParser) => {
      if (message.id === this.#given[0]?.id) this.#finish(message);
    });
    const replace = (): void => {
      if (worker === this.#worker) void this.#replaceThread(tooHard('ended the thread'));
    };
    // Out of memory is an error; a thread may also end without a word.
    worker.on('error', replace);
    worker.on('exit', replace);
    this.#worker = worker;
    return worker;
  }

  #finish(message: FromParser): void {
    const finished = this.#takeFirst();
    if (finished?.job.kind === 'feed') letGo(finished.job.bytes);
    if (this.#given.length > 0) this.#startDeadline();
    if (message.ok) finished?.resolve(message.value);
    else finished?.reject(fromWire(message.error));
    const isOver = this.#given.length + this.#queue.length === 0;
    if (this.#options.isSparing && isOver) void this.#endThread();
    else this.#startNext();
  }

  /** The document that the thread reads, or has just read. */
  #takeFirst(): Waiting | null {
    clearTimeout(this.#deadline);
    return this.#given.shift()?.waiting ?? null;
  }

  /** Only the document that was being read fails; the one behind it is given to the next thread. */
  async #replaceThread(reason: ReaderError): Promise<void> {
    const ended = this.#endThread();
    this.#takeFirst()?.reject(reason);
    this.#queue.unshift(...this.#given.splice(0).map(({ waiting }) => waiting));
    if (this.#isClosed) for (const waiting of this.#queue.splice(0)) waiting.reject(reason);
    else this.#startNext();
    await ended;
  }

  async #endThread(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}

/**
 * Frees a document that has been read. Up to 40 MB of them gather in the engine during a refresh if that is left to
 * V8 (measured). Memory that may be shared with others stays.
 */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

function tooHard(what: string): ReaderError {
  return new ReaderError('too-large', `Reading the document ${what}, so it was given up.`);
}
