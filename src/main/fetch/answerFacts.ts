/** What an answer says about itself, read out of its headers. */
import type { AnswerFacts, Hop } from '../core/ports';
import type { RawAnswer } from './exchange';
import { allOf, firstOf } from './headerText';

/** The way that led to an answer. */
export interface Journey {
  readonly url: URL;
  readonly hops: readonly Hop[];
  readonly permanentUrl: string;
}

/** Header values as they came, and how the answer was reached. */
export function factsOf(answer: RawAnswer, { url, hops, permanentUrl }: Journey): AnswerFacts {
  return {
    status: answer.status,
    url: url.href,
    hops,
    permanentUrl,
    bytes: answer.byteLength,
    validators: {
      etag: firstOf(answer.headers, 'etag'),
      lastModified: firstOf(answer.headers, 'last-modified'),
    },
    cacheControl: allOf(answer.headers, 'cache-control'),
    expires: firstOf(answer.headers, 'expires'),
    age: firstOf(answer.headers, 'age'),
    date: firstOf(answer.headers, 'date'),
    retryAfter: firstOf(answer.headers, 'retry-after'),
  };
}

/**
 * Whether the end of the body is certain: a length, a last chunk, or HTTP/2, where it is marked
 * (RFC 9112, section 6.3; RFC 9113, section 8.1).
 */
export function isFramed(answer: RawAnswer): boolean {
  return (
    answer.isHttp2 ||
    firstOf(answer.headers, 'content-length') !== null ||
    /(?:^|[,\s])chunked\s*$/i.test(allOf(answer.headers, 'transfer-encoding') ?? '')
  );
}

/** Cloudflare's sign that it wants a browser with a person before it. */
export function isChallenge(answer: RawAnswer): boolean {
  return firstOf(answer.headers, 'cf-mitigated')?.trim().toLowerCase() === 'challenge';
}

/** Whether the server asks for a name and password in the one way that is supported, Basic. */
export function wantsSignIn(answer: RawAnswer): boolean {
  const schemes = (allOf(answer.headers, 'www-authenticate') ?? '').replace(
    /"(?:\\.|[^"\\])*"/g,
    '""',
  );
  return answer.status === 401 && /(?:^|,)\s*basic(?:[\s,]|$)/i.test(schemes);
}
