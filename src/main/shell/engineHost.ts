import type { ReaderEvent } from '../../shared/contract/events';
import {
  type FromEngine,
  internalMethods,
  type MediaLocation,
  type SystemNotice,
} from '../../shared/engineMessages';
import type { ErrorCode } from '../../shared/errors';
import type { EngineStatus, LibraryWay, MediaId } from '../../shared/model';
import type { Reply } from '../../shared/rpc';
import type { EngineThread } from './engineThread';
import type { Log } from './log';
import { RestartAllowance } from './restartAllowance';
import type { ShellAnswers } from './shellAnswers';

/** How long the engine may take to finish its piece of work and close the database. */
const CLOSE_DEADLINE = 3000;

const NOT_STARTED =
  'The library could not be started. Nothing in it was changed. Is its folder full or write-protected?';

const GIVEN_UP =
  'The library stopped several times in a row. Nothing in it was changed. Quit and start again.';

export interface EngineHostOptions {
  /** @param way how the person wants the library opened; null as usual. */
  readonly startThread: (way: LibraryWay | null) => EngineThread;
  readonly onEvent: (event: ReaderEvent) => void;
  /** How the engine's own questions are answered. */
  readonly answers: ShellAnswers;
  readonly log: Log;
  readonly now?: () => number;
}

type Question = Extract<FromEngine, { kind: 'ask' }>;

interface Call {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
  readonly answer: (reply: Reply) => void;
}

/** Starts the engine thread, carries calls to it, and starts it again when it dies. */
export class EngineHost {
  readonly #options: EngineHostOptions;
  readonly #restarts = new RestartAllowance();
  /** Calls the thread has not answered yet, by number. */
  readonly #sent = new Map<number, Call>();
  /** Calls that came before the engine was ready, in order. */
  #queued: Call[] = [];
  #lastId = 0;
  #thread: EngineThread | null = null;
  #status: EngineStatus = { state: 'starting' };
  #closing: Promise<void> | null = null;
  #isOffline = false;
  #way: LibraryWay | null = null;
  /** A thread that failed has been asked to make room for the next one. */
  #isReopening = false;

  constructor(options: EngineHostOptions) {
    this.#options = options;
    this.#start();
  }

  get status(): EngineStatus {
    return this.#status;
  }

  /** Sends a call, at the latest when the engine is ready. Never rejects. */
  call(method: string, input: unknown): Promise<Reply> {
    if (this.#closing !== null) return Promise.resolve(unavailable('The app is closing.'));
    if (this.#status.state === 'failed') {
      return Promise.resolve(unavailable('The library could not be opened.'));
    }
    return new Promise((answer) => {
      const call = { id: ++this.#lastId, method, input, answer };
      if (this.#status.state === 'ready') this.#send(call);
      else this.#queued.push(call);
    });
  }

  /** Where a stored picture is; null when it is not stored or the engine does not answer. */
  async locateMedia(id: MediaId): Promise<MediaLocation | null> {
    const reply = await this.call('media.locate', { id });
    if (!reply.ok) return null;
    return internalMethods['media.locate'].output.parse(reply.value);
  }

  /**
   * Starts the engine anew, to open a library in another way that could not be opened as usual.
   *
   * @returns false when there is nothing to be opened in another way.
   */
  open(way: LibraryWay): boolean {
    const status = this.#status;
    if (this.#closing !== null || status.state !== 'failed' || !status.ways.includes(way)) {
      return false;
    }
    this.#way = way;
    this.#changeStatus({ state: 'starting' });
    // The thread that failed holds nothing, but two at a time are never wanted.
    if (this.#thread === null) {
      this.#start();
    } else {
      this.#isReopening = true;
      this.#thread.postMessage({ kind: 'close' });
    }
    return true;
  }

  /** Tells the engine what happened to the machine. One that is started later is told it is offline. */
  notify(notice: SystemNotice): void {
    if (notice !== 'woke') this.#isOffline = notice === 'offline';
    this.#thread?.postMessage({ kind: 'notice', notice });
  }

  /** Asks the engine to finish, and resolves when the database is closed or after 3 s. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  #start(): void {
    let thread: EngineThread;
    try {
      thread = this.#options.startThread(this.#way);
    } catch (error) {
      // The window is open by now, and must be told rather than wait for ever.
      this.#options.log.error('The engine thread could not be started.', error);
      this.#changeStatus({ state: 'failed', reason: NOT_STARTED, ways: [] });
      return;
    }
    this.#thread = thread;
    thread.on('message', (message) => {
      this.#receive(message, thread);
    });
    thread.on('error', (error) => {
      this.#options.log.error('The engine thread failed.', error);
    });
    thread.on('exit', (code) => {
      this.#ended(code);
    });
    if (this.#isOffline) thread.postMessage({ kind: 'notice', notice: 'offline' });
  }

  #send(call: Call): void {
    this.#sent.set(call.id, call);
    const { id, method, input } = call;
    this.#thread?.postMessage({ kind: 'call', id, method, input });
  }

  #receive(message: FromEngine, thread: EngineThread): void {
    switch (message.kind) {
      case 'reply':
        this.#sent.get(message.id)?.answer(message.reply);
        this.#sent.delete(message.id);
        break;
      case 'ask':
        void this.#answer(message, thread);
        break;
      case 'event':
        this.#options.onEvent(message.event);
        break;
      case 'status':
        this.#changeStatus(message.status);
        break;
      case 'log':
        this.#options.log.write(message.entry);
        break;
      case 'closed':
        break;
    }
  }

  /** Answers the thread that asked; one that ended in the meantime hears nothing. */
  async #answer({ id, question, input }: Question, thread: EngineThread): Promise<void> {
    const answer = this.#options.answers[question] as (input: unknown) => Promise<unknown>;
    try {
      thread.postMessage({ kind: 'answer', id, value: await answer(input) });
    } catch (error) {
      this.#options.log.warn(`The engine's question ${question} has no answer.`, error);
      thread.postMessage({ kind: 'unanswered', id });
    }
  }

  #changeStatus(status: EngineStatus): void {
    this.#status = status;
    // The backup is in its place now; a thread started later goes on with it.
    if (status.state === 'ready' && this.#way === 'backup') this.#way = null;
    this.#options.onEvent({ name: 'engine.status', payload: status });
    if (status.state !== 'ready' && status.state !== 'failed') return;
    const queued = this.#queued;
    this.#queued = [];
    for (const call of queued) {
      if (status.state === 'ready') this.#send(call);
      else call.answer(unavailable('The library could not be opened.'));
    }
  }

  #ended(code: number): void {
    this.#thread = null;
    for (const call of this.#sent.values()) call.answer(unavailable('The library stopped.'));
    this.#sent.clear();
    const { state } = this.#status;
    // An engine that said why it failed would only fail in the same way again.
    if (this.#closing !== null || state === 'failed') return;
    if (this.#isReopening) {
      this.#isReopening = false;
      this.#start();
      return;
    }
    this.#options.log.error(`The engine thread ended with code ${String(code)}.`);
    if (this.#restarts.take((this.#options.now ?? Date.now)())) {
      // One that found its library damaged ends for the next one to mend it, and has said so.
      if (state !== 'recovering') this.#changeStatus({ state: 'restarting' });
      this.#start();
    } else {
      this.#changeStatus({ state: 'failed', reason: GIVEN_UP, ways: [] });
    }
  }

  async #close(): Promise<void> {
    for (const call of this.#queued.splice(0)) call.answer(unavailable('The app is closing.'));
    const thread = this.#thread;
    if (thread === null) return;
    const closed = new Promise<'closed'>((resolve) => {
      thread.on('message', (message) => {
        if (message.kind === 'closed') resolve('closed');
      });
      thread.on('exit', () => {
        resolve('closed');
      });
    });
    thread.postMessage({ kind: 'close' });
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, CLOSE_DEADLINE, 'late'));
    if ((await Promise.race([closed, late])) === 'closed') return;
    // Before the deadline the thread is never terminated, since the database may be open.
    this.#options.log.error('The engine did not close in time and was ended.');
    await thread.terminate();
  }
}

function unavailable(message: string): Reply {
  const code: ErrorCode = 'unavailable';
  return { ok: false, error: { code, message } };
}
