/**
 * One request and its answer: sent over a connection from a pool, watched by one timer, and read into
 * memory up to a limit.
 */
import { performance } from 'node:perf_hooks';
import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { ReaderError } from '../../shared/errors';
import { codingsOf, tooLarge, unreadable } from './decodeBody';
import { allOf, bytewise } from './headerText';

/** In milliseconds. How long a connection may take is the dialer's business. */
interface Patience {
  /** From a standing connection until the headers have arrived. */
  readonly headersMs: number;
  /** Longest silence while a body arrives. */
  readonly idleMs: number;
}

export interface Ask {
  readonly origin: string;
  /** Path and query; with a proxy that reads requests, the whole address. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: string[];
  /** Bytes of the body on the wire. */
  readonly maxBytes: number;
  readonly patience: Patience;
  /** When everything must be over, on `performance.now`'s clock. */
  readonly deadline: number;
  readonly signal: AbortSignal;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly isHttp2: boolean;
  /** How the body is encoded; see `codingsOf`. */
  readonly codings: readonly string[];
  /** As it came, still encoded; empty unless the status is 200. */
  readonly chunks: readonly Uint8Array[];
  /** Bytes of the body on the wire. */
  readonly byteLength: number;
}

/** How far it came: no connection, a request sent, the first byte of an answer, its whole head. */
export type Stage = 'connecting' | 'waiting' | 'beginning' | 'reading';

export class ExchangeFailure extends Error {
  constructor(
    override readonly cause: unknown,
    readonly stage: Stage,
    /** It was sent over a connection that had been kept from an earlier one. */
    readonly wasKept: boolean,
  ) {
    super('The exchange failed.');
  }
}

/**
 * So much of an answer that nobody wants is read, to keep the connection. Beyond it a new connection
 * is cheaper.
 */
const MAX_UNWANTED_BYTES = 64 * 1024;

/** What is known of the connections to the origin that is asked. */
export interface Connections {
  /** Whether there is one that speaks HTTP/2. */
  speaksHttp2(): boolean;
  /** How many have been made so far. */
  made(): number;
}

/** @throws ExchangeFailure */
export function exchange(
  dispatcher: Dispatcher,
  ask: Ask,
  connections: Connections,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    new Exchange(ask, connections, resolve, reject).begin(dispatcher);
  });
}

class Exchange implements Dispatcher.DispatchHandler {
  #stage: Stage = 'connecting';
  #stageAt = performance.now();
  #controller: Dispatcher.DispatchController | null = null;
  #isOver = false;
  #timer: NodeJS.Timeout | undefined;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #isHttp2 = false;
  #madeBefore = 0;
  #isKept = false;
  #codings: readonly string[] = [];
  #byteLength = 0;
  readonly #chunks: Uint8Array[] = [];

  constructor(
    private readonly ask: Ask,
    private readonly connections: Connections,
    private readonly resolve: (answer: RawAnswer) => void,
    private readonly reject: (failure: ExchangeFailure) => void,
  ) {}

  begin(dispatcher: Dispatcher): void {
    const { origin, path, headers, signal } = this.ask;
    if (signal.aborted) {
      this.#cancel();
      return;
    }
    signal.addEventListener('abort', this.#cancel, { once: true });
    this.#watch();
    this.#madeBefore = this.connections.made();
    dispatcher.dispatch({ origin, path, method: 'GET', headers }, this);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    this.#isKept = this.connections.made() === this.#madeBefore;
    if (this.#isOver) controller.abort(new Error('Nobody waits any more.'));
    else this.#enter('waiting');
  }

  /** Not among undici's types, but called at the first byte of an answer. */
  onResponseStarted(): void {
    if (this.#stage === 'waiting') this.#stage = 'beginning';
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    statusText?: string,
  ): void {
    // Others come before the answer itself (RFC 9110, section 15.2).
    if (status < 200) return;
    this.#status = status;
    // HTTP/2 has no such text (RFC 9113, section 8.3.2).
    this.#isHttp2 = (statusText ?? '') === '' && this.connections.speaksHttp2();
    this.#headers = this.#isHttp2 ? bytewise(headers) : headers;
    this.#enter('reading');
    try {
      if (status === 200) this.#codings = codingsOf(allOf(this.#headers, 'content-encoding'));
    } catch (error) {
      this.#giveUp(error);
    }
    // Said beforehand, it need not be waited for.
    const length = Number(headers['content-length'] ?? 0);
    if (length > this.#limit()) this.#stopReading();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.#isOver) return;
    this.#stageAt = performance.now();
    this.#byteLength += chunk.byteLength;
    const isFirst = this.#status === 200 && this.#chunks.length === 0;
    const problem = isFirst ? unreadable(this.#codings, chunk) : null;
    if (problem !== null) this.#giveUp(problem);
    else if (this.#byteLength > this.#limit()) this.#stopReading();
    else if (this.#status === 200) this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.#finish();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // What an answer says is known from its head, when nobody wants its body.
    if (this.#status !== 0 && this.#status !== 200) this.#finish();
    else this.#fail(error);
  }

  #limit(): number {
    return this.#status === 200 ? this.ask.maxBytes : MAX_UNWANTED_BYTES;
  }

  #stopReading(): void {
    if (this.#status === 200) this.#fail(tooLarge());
    else this.#finish();
    this.#controller?.abort(new Error('Nobody wants the rest.'));
  }

  readonly #cancel = (): void => {
    this.#giveUp(new ReaderError('cancelled', 'The request was cancelled.'));
  };

  #giveUp(reason: unknown): void {
    this.#fail(reason);
    this.#controller?.abort(new Error('Nobody waits any more.'));
  }

  #enter(stage: Stage): void {
    this.#stage = stage;
    this.#stageAt = performance.now();
    clearTimeout(this.#timer);
    this.#watch();
  }

  /** Looks again when the earliest limit would be over, rather than setting a timer with each chunk. */
  #watch = (): void => {
    const { patience, deadline } = this.ask;
    const isAnswered = this.#status !== 0;
    const stageMs = isAnswered ? patience.idleMs : patience.headersMs;
    const stageEnd = this.#stage === 'connecting' ? Infinity : this.#stageAt + stageMs;
    const left = Math.min(stageEnd, deadline) - performance.now();
    if (left > 0) {
      this.#timer = setTimeout(this.#watch, Math.ceil(left));
      return;
    }
    if (isAnswered && this.#status !== 200) this.#stopReading();
    else this.#giveUp(new ReaderError('timeout', 'The answer took too long.'));
  };

  #finish(): void {
    if (!this.#settle()) return;
    this.resolve({
      status: this.#status,
      headers: this.#headers,
      isHttp2: this.#isHttp2,
      codings: this.#codings,
      chunks: this.#chunks,
      byteLength: this.#byteLength,
    });
  }

  #fail(error: unknown): void {
    if (this.#settle()) this.reject(new ExchangeFailure(error, this.#stage, this.#isKept));
  }

  #settle(): boolean {
    if (this.#isOver) return false;
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.ask.signal.removeEventListener('abort', this.#cancel);
    return true;
  }
}
