/** The caretaker thread seen from the engine: started when there is something to do. */
import { Worker } from 'node:worker_threads';
import type { LibraryKeeper } from '../../core/ports';
import type {
  CaretakerJob,
  CaretakerJobs,
  CaretakerOptions,
  FromCaretaker,
  ToCaretaker,
} from './messages';

export interface CaretakerThreadOptions extends CaretakerOptions {
  /** The compiled entry of the thread. */
  readonly path: string;
  readonly now: () => number;
}

/** With nothing to do for this long the thread ends, with all its memory. Milliseconds. */
const IDLE_MS = 60_000;

interface Waiting {
  readonly resolve: (value: CaretakerJobs[CaretakerJob]) => void;
  readonly reject: (error: Error) => void;
}

export class CaretakerThread implements LibraryKeeper {
  readonly #options: CaretakerThreadOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #ended: Promise<void> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(options: CaretakerThreadOptions) {
    this.#options = options;
  }

  readonly check: LibraryKeeper['check'] = () => this.#run('check');
  readonly backUp: LibraryKeeper['backUp'] = () => this.#run('backUp');

  readonly writeState: LibraryKeeper['writeState'] = (isTrusted) =>
    this.#run(isTrusted ? 'writeTrustedState' : 'writeState');

  readonly foldLog = async (): Promise<void> => {
    await this.#run('foldLog');
  };

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stop();
    await this.#ended;
  }

  #run<J extends CaretakerJob>(job: J): Promise<CaretakerJobs[J]> {
    if (this.#isClosed) return Promise.reject(new Error('The app is closing.'));
    clearTimeout(this.#idle);
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const { now } = this.#options;
    this.#send({ kind: 'job', id, job, now: now() });
    return new Promise<CaretakerJobs[CaretakerJob]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    }) as Promise<CaretakerJobs[J]>;
  }

  #start(): Worker {
    const { path, directory, nativeBinding } = this.#options;
    const workerData: CaretakerOptions = { directory, nativeBinding };
    const worker = new Worker(path, { workerData });
    worker.on('message', (message: FromCaretaker) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.kind === 'done') waiting?.resolve(message.value);
      else waiting?.reject(new Error(message.reason));
      if (this.#waiting.size === 0) this.#restLater();
    });
    let failure = new Error('The caretaker thread ended.');
    worker.on('error', (error: Error) => {
      failure = error;
    });
    this.#ended = new Promise((resolve) => {
      worker.on('exit', () => {
        if (this.#worker === worker) this.#worker = null;
        for (const waiting of this.#waiting.values()) waiting.reject(failure);
        this.#waiting.clear();
        resolve();
      });
    });
    return worker;
  }

  #restLater(): void {
    this.#idle = setTimeout(() => {
      this.#stop();
    }, IDLE_MS);
    this.#idle.unref();
  }

  #stop(): void {
    clearTimeout(this.#idle);
    this.#send({ kind: 'stop' });
    this.#worker = null;
  }

  #send(message: ToCaretaker): void {
    this.#worker?.postMessage(message);
  }
}
