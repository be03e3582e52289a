/** The engine's questions to the shell, which alone knows the system's proxy and safe. */
import type {
  FromEngine,
  ShellQuestion,
  ShellQuestions,
  ToEngine,
} from '../../shared/engineMessages';
import { ReaderError } from '../../shared/errors';
import type { Safe } from '../core/ports';

/** Milliseconds. A system may have to read and run a proxy script first. */
const PROXY_PATIENCE_MS = 15_000;
/** Milliseconds. The system may ask the person to unlock its safe. */
const SAFE_PATIENCE_MS = 60_000;

type Answer = Extract<ToEngine, { kind: 'answer' | 'unanswered' }>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export class ShellLine {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(private readonly send: (message: FromEngine) => void) {}

  /** Hears an answer; one that came too late is of no use any more. */
  receive(message: Answer): void {
    const waiting = this.#waiting.get(message.id);
    if (waiting === undefined) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.kind === 'answer') waiting.resolve(message.value);
    else waiting.reject(new Error('The shell has no answer.'));
  }

  /**
   * The proxies for an address, as browsers write them: `DIRECT`, `PROXY host:port; DIRECT`.
   *
   * @throws ReaderError `proxy` when the system does not say within 15 s.
   */
  readonly resolveProxy = async (address: string): Promise<string> => {
    try {
      return await this.#ask('proxy.resolve', address, PROXY_PATIENCE_MS);
    } catch {
      throw new ReaderError('proxy', 'The system did not say which proxy to use.');
    }
  };

  /** The system's safe. Both throw ReaderError `unavailable` when it does not answer within a minute. */
  readonly safe: Safe = {
    seal: (text) => this.#useSafe('safe.seal', text),
    open: (sealed) => this.#useSafe('safe.open', sealed),
  };

  async #useSafe<Q extends 'safe.seal' | 'safe.open'>(
    question: Q,
    input: ShellQuestions[Q]['input'],
  ): Promise<ShellQuestions[Q]['output']> {
    try {
      return await this.#ask(question, input, SAFE_PATIENCE_MS);
    } catch {
      throw new ReaderError('unavailable', 'The safe of the system did not answer.');
    }
  }

  #ask<Q extends ShellQuestion>(
    question: Q,
    input: ShellQuestions[Q]['input'],
    patienceMs: number,
  ): Promise<ShellQuestions[Q]['output']> {
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.receive({ kind: 'unanswered', id });
      }, patienceMs);
      // A thread that is asked to end must not wait for an answer nobody needs any more.
      timer.unref();
      this.#waiting.set(id, { resolve, reject, timer });
      this.send({ kind: 'ask', id, question, input });
    }) as Promise<ShellQuestions[Q]['output']>;
  }
}
