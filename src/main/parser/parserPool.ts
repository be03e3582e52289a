/**
 * The parser thread seen from the engine: one document at a time, a time limit and a memory limit
 * for each. Hostile documents can hang any parser (24 KB suffice), so the thread is killed and
 * replaced, and only the document that did it fails.
 */
import { Worker } from 'node:worker_threads';
import { ReaderError, fromWire } from '../../shared/errors';
import type { ArticleCleaner, DocumentParser } from '../core/ports';
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
}

const DEADLINE_MS = 10_000;
const MEMORY_MEGABYTES = 512;

export class ParserPool implements DocumentParser, ArticleCleaner {
  readonly #options: Required<ParserPoolOptions>;
  readonly #queue: Waiting[] = [];
  #worker: Worker | null = null;
  #current: Waiting | null = null;
  #deadline: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: ParserPoolOptions) {
    this.#options = { deadlineMs: DEADLINE_MS, memoryMegabytes: MEMORY_MEGABYTES, ...options };
  }

  parseFeed: DocumentParser['parseFeed'] = (bytes, context, known) =>
    this.#run({ kind: 'feed', bytes, context, known }) as Promise<JobResults['feed']>;

  inspect: DocumentParser['inspect'] = (bytes, context) =>
    this.#run({ kind: 'inspect', bytes, context }) as Promise<JobResults['inspect']>;

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

  #startNext(): void {
    if (this.#current !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    this.#current = next;
    this.#lastId += 1;
    this.#deadline = setTimeout(() => {
      void this.#replaceThread(tooHard('took too long'));
    }, this.#options.deadlineMs);
    this.#thread().postMessage({ id: this.#lastId, job: next.job } satisfies ToParser);
  }

  #thread(): Worker {
    if (this.#worker !== null) return this.#worker;
    const worker = new Worker(this.#options.path, {
      resourceLimits: { maxOldGenerationSizeMb: this.#options.memoryMegabytes },
    });
    worker.on('message', (message: FromParser) => {
      if (message.id === this.#lastId) this.#finish(message);
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
    const current = this.#takeCurrent();
    if (message.ok) current?.resolve(message.value);
    else current?.reject(fromWire(message.error));
    this.#startNext();
  }

  #takeCurrent(): Waiting | null {
    clearTimeout(this.#deadline);
    const current = this.#current;
    this.#current = null;
    return current;
  }

  async #replaceThread(reason: ReaderError): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    this.#takeCurrent()?.reject(reason);
    if (!this.#isClosed) this.#startNext();
    await worker?.terminate();
  }
}

function tooHard(what: string): ReaderError {
  return new ReaderError('too-large', `Reading the document ${what}, so it was given up.`);
}
