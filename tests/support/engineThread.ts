/** The engine as the app runs it: a compiled worker thread, spoken to in messages. */
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventName, EventPayload } from '../../src/shared/contract/events';
import type { ReaderApi } from '../../src/shared/contract/index';
import type {
  EngineOptions,
  FromEngine,
  LogEntry,
  ToEngine,
} from '../../src/shared/engineMessages';
import type { EngineStatus } from '../../src/shared/model';
import { createClient, type Reply } from '../../src/shared/rpc';
import { CARETAKER_PATH, ENGINE_PATH, PARSER_PATH } from './threads';

export function engineOptions(profileDirectory: string): EngineOptions {
  return {
    profileDirectory,
    sampleDirectory: resolve('resources/sample'),
    parserPath: PARSER_PATH,
    caretakerPath: CARETAKER_PATH,
    way: null,
    appVersion: '0.0.0',
    sqliteBinding: null,
  };
}

export class EngineThread {
  readonly messages: FromEngine[] = [];
  /** The exit code of the thread, once it has ended. */
  readonly ended: Promise<number>;
  readonly api: ReaderApi;
  readonly #worker: Worker;
  readonly #listeners = new Set<() => void>();
  readonly #replies = new Map<number, (reply: Reply) => void>();
  #lastId = 0;

  constructor(options: EngineOptions) {
    this.#worker = new Worker(ENGINE_PATH, { workerData: options });
    this.ended = new Promise((resolveCode, reject) => {
      this.#worker.on('exit', resolveCode);
      this.#worker.on('error', reject);
    });
    this.#worker.on('message', (message: FromEngine) => {
      this.messages.push(message);
      if (message.kind === 'reply') this.#replies.get(message.id)?.(message.reply);
      for (const listener of this.#listeners) listener();
    });
    this.api = createClient((method, input) => this.call(method, input));
  }

  /** A call by any name, as the shell itself may make it. */
  call(method: string, input: unknown): Promise<Reply> {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Promise<Reply>((resolveReply) => this.#replies.set(id, resolveReply));
    this.#send({ kind: 'call', id, method, input });
    return reply;
  }

  /** Asks the thread to close, and waits until it has ended. @returns its exit code. */
  close(): Promise<number> {
    this.#send({ kind: 'close' });
    return this.ended;
  }

  /** The first message, past or to come, that `find` makes something of. */
  async first<T>(find: (message: FromEngine) => T | undefined): Promise<T> {
    for (;;) {
      for (const message of this.messages) {
        const found = find(message);
        if (found !== undefined) return found;
      }
      await new Promise<void>((heard) => {
        const listener = (): void => {
          this.#listeners.delete(listener);
          heard();
        };
        this.#listeners.add(listener);
      });
    }
  }

  status(state: EngineStatus['state']): Promise<EngineStatus> {
    return this.first((message) =>
      message.kind === 'status' && message.status.state === state ? message.status : undefined,
    );
  }

  event<N extends EventName>(
    name: N,
    accept: (payload: EventPayload<N>) => boolean = () => true,
  ): Promise<EventPayload<N>> {
    return this.first((message) => {
      if (message.kind !== 'event' || message.event.name !== name) return undefined;
      const payload = message.event.payload as EventPayload<N>;
      return accept(payload) ? payload : undefined;
    });
  }

  get log(): LogEntry[] {
    return this.messages.flatMap((message) => (message.kind === 'log' ? [message.entry] : []));
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message);
  }
}
