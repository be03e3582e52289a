/** A hundred publishers without a network: each changes in its own rhythm and answers in its own way. */
import type { AnswerFacts, WebAnswer, WebRequest, WebSource } from '../../../src/main/core/ports';
import { items, rss } from '../../support/builders';
import { DAY_MS, HOUR_MS, MINUTE_MS } from './subscribed';

interface Publisher {
  readonly url: string;
  readonly hasEtag: boolean;
  readonly hasModified: boolean;
  readonly cacheControl: string | null;
  readonly words: string;
  /** Between two articles, in milliseconds. */
  readonly rhythmMs: number;
}

export interface SimulatedRequest {
  readonly url: string;
  /** By a clock that nobody can set, in milliseconds. */
  readonly at: number;
  readonly isConditional: boolean;
  /** The publisher names versions, so that the request could have been conditional. */
  readonly hasValidators: boolean;
  readonly status: number;
}

const RHYTHMS = [HOUR_MS / 2, 3 * HOUR_MS, 12 * HOUR_MS, DAY_MS, 4 * DAY_MS, 30 * DAY_MS];
const CACHING = [null, 'max-age=900', 'max-age=7200', null, 'no-cache', 'max-age=43200', null];
const WORDS = [
  '',
  '<ttl>60</ttl>',
  '',
  '<ttl>240</ttl>',
  '<skipHours><hour>1</hour><hour>2</hour><hour>3</hour></skipHours>',
  '<skipDays><day>Saturday</day><day>Sunday</day></skipDays>',
];
/** One in so many publishers names no version of anything. */
const WITHOUT_VALIDATORS = 10;

export function publishers(count: number): Publisher[] {
  return Array.from({ length: count }, (_, index) => {
    const isPlain = index % WITHOUT_VALIDATORS === 3;
    return {
      url: `https://publisher-${String(index)}.example/feed`,
      hasEtag: !isPlain && index % 3 !== 0,
      hasModified: !isPlain && index % 3 !== 1,
      cacheControl: isPlain ? null : (CACHING[index % CACHING.length] ?? null),
      words: isPlain ? '' : (WORDS[index % WORDS.length] ?? ''),
      rhythmMs: (RHYTHMS[index % RHYTHMS.length] ?? DAY_MS) + index * MINUTE_MS,
    };
  });
}

export class SimulatedWeb implements WebSource {
  readonly requests: SimulatedRequest[] = [];
  readonly #publishers: ReadonlyMap<string, Publisher>;

  constructor(
    all: readonly Publisher[],
    private readonly steadyNow: () => number,
  ) {
    this.#publishers = new Map(all.map((publisher) => [publisher.url, publisher]));
  }

  get(request: WebRequest): Promise<WebAnswer> {
    const publisher = this.#publishers.get(request.url);
    // Icons are looked for as well; there are none.
    if (publisher === undefined || request.purpose !== 'feed') {
      return Promise.resolve({
        kind: 'refused',
        facts: factsOf(request.url, 404, { etag: null, lastModified: null }, null, 0),
        isChallenge: false,
        wantsSignIn: false,
      });
    }
    const { validators } = request;
    const version = Math.floor(this.steadyNow() / publisher.rhythmMs);
    const known = {
      etag: publisher.hasEtag ? `"${String(version)}"` : null,
      lastModified: publisher.hasModified ? `version ${String(version)}` : null,
    };
    const isConditional = validators !== null;
    const isSame =
      isConditional &&
      validators.etag === known.etag &&
      validators.lastModified === known.lastModified;
    const status = isSame ? 304 : 200;
    this.requests.push({
      url: request.url,
      at: this.steadyNow(),
      isConditional,
      hasValidators: publisher.hasEtag || publisher.hasModified,
      status,
    });
    const body = new TextEncoder().encode(isSame ? '' : documentOf(publisher, version));
    const facts = factsOf(request.url, status, known, publisher.cacheControl, body.length);
    return Promise.resolve(
      isSame
        ? { kind: 'not-modified', facts }
        : {
            kind: 'content',
            facts,
            bytes: body,
            contentType: 'application/rss+xml',
            contentLocation: null,
            isFramed: true,
          },
    );
  }
}

/** The newest few articles, one for each version. */
function documentOf({ url, words }: Publisher, version: number): string {
  const newest = items(5).map((item, index) => ({
    title: item.title ?? '',
    guid: `${url}#${String(version - index)}`,
  }));
  return rss(newest, url).replace('<item>', `${words}<item>`);
}

function factsOf(
  url: string,
  status: number,
  validators: AnswerFacts['validators'],
  cacheControl: string | null,
  bytes: number,
): AnswerFacts {
  return {
    status,
    url,
    hops: [],
    permanentUrl: url,
    bytes,
    validators,
    cacheControl,
    expires: null,
    age: null,
    date: null,
    retryAfter: null,
  };
}
