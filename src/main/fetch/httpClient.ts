/**
 * Conditional GET over HTTP. Asks politely (validators byte for byte, an honest User-Agent, no
 * cookies, no Referer), reads within limits, and never takes half an answer for a whole one.
 */
import { Agent, request } from 'undici';
import { ReaderError } from '../../shared/errors';
import type { FeedAnswer, FeedRequest, FeedSource, Validators } from '../core/ports';
import { readBody } from './readBody';
import { followRedirect } from './redirect';
import { networkError } from './networkError';

const CONNECT_MS = 10_000;
const HEADERS_MS = 15_000;
const IDLE_MS = 15_000;
/** Everything together, redirects included. */
const TOTAL_MS = 60_000;
const MAX_REDIRECTS = 10;
const MAX_HEADER_BYTES = 64 * 1024;

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.5, */*;q=0.1';

export interface HttpClientOptions {
  readonly userAgent: string;
  /** Milliseconds for the whole request; this limit and the next two are shorter in tests. */
  readonly totalMs?: number;
  /** Milliseconds until the headers have arrived. */
  readonly headersMs?: number;
  /** Longest silence while a body arrives, in milliseconds. */
  readonly idleMs?: number;
}

type Answer = Awaited<ReturnType<typeof request>>;

export class HttpClient implements FeedSource {
  readonly #agent: Agent;

  constructor(private readonly options: HttpClientOptions) {
    this.#agent = new Agent({
      connect: { timeout: CONNECT_MS },
      headersTimeout: options.headersMs ?? HEADERS_MS,
      bodyTimeout: options.idleMs ?? IDLE_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    });
  }

  async get({ url, validators, signal }: FeedRequest): Promise<FeedAnswer> {
    const deadline = AbortSignal.timeout(this.options.totalMs ?? TOTAL_MS);
    const either = AbortSignal.any([signal, deadline]);
    let current = url;
    let permanentUrl = url;
    let isPermanentSoFar = true;
    try {
      for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
        const answer = await this.#ask(current, validators, either);
        const redirect = followRedirect(answer.statusCode, answer.headers.location, current);
        if (redirect === null) return await this.#read(answer, current, permanentUrl, either);
        await answer.body.dump();
        current = redirect.url;
        isPermanentSoFar &&= redirect.isPermanent;
        if (isPermanentSoFar) permanentUrl = current;
      }
      throw new ReaderError('network', 'Too many redirects.', { host: hostOf(url) });
    } catch (error) {
      throw networkError(error, hostOf(current), signal.aborted, deadline.aborted);
    }
  }

  /** Closes kept connections. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  #ask(url: string, validators: Validators | null, signal: AbortSignal): Promise<Answer> {
    return request(url, {
      dispatcher: this.#agent,
      signal,
      headers: {
        'user-agent': this.options.userAgent,
        accept: ACCEPT,
        'accept-encoding': 'br, gzip',
        ...(validators?.etag == null ? {} : { 'if-none-match': validators.etag }),
        ...(validators?.lastModified == null
          ? {}
          : { 'if-modified-since': validators.lastModified }),
      },
    });
  }

  async #read(
    answer: Answer,
    url: string,
    permanentUrl: string,
    signal: AbortSignal,
  ): Promise<FeedAnswer> {
    if (answer.statusCode === 304) {
      await answer.body.dump();
      return { kind: 'not-modified' };
    }
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      throw new ReaderError('http-status', `The server answered ${String(answer.statusCode)}.`, {
        status: answer.statusCode,
        host: hostOf(url),
      });
    }
    const bytes = await readBody(answer.body, header(answer, 'content-encoding'), signal);
    return {
      kind: 'content',
      bytes,
      contentType: header(answer, 'content-type'),
      url,
      permanentUrl,
      validators: { etag: header(answer, 'etag'), lastModified: header(answer, 'last-modified') },
    };
  }
}

function header(answer: Answer, name: string): string | null {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function hostOf(url: string): string {
  return new URL(url).host;
}
