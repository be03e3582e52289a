/** Asking servers: what is asked, and what comes back. */

/** What a server said about the version of a feed it sent, to be given back byte for byte. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** What is asked for; decides what the request says it accepts and how large the answer may be. */
export type Purpose = 'feed' | 'page' | 'image' | 'icon';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface WebHeader {
  readonly name: string;
  readonly value: string;
}

export interface WebRequest {
  readonly url: string;
  readonly purpose: Purpose;
  readonly validators: Validators | null;
  /**
   * A private or local origin (scheme, host, port) that a person allowed, or null. Everything else a
   * request meets on its way, redirects and resolved addresses included, must be public.
   */
  readonly privateOrigin: string | null;
  /** Sent to the origin of `url` only, never after a redirect to another. */
  readonly credentials: Credentials | null;
  /** Instead of the app's own, for one feed. */
  readonly userAgent: string | null;
  /** Added for one feed; sent to the origin of `url` only. */
  readonly headers: readonly WebHeader[];
  readonly signal: AbortSignal;
  /**
   * Called before a redirect to another host is followed, with the address it leads to, and waited
   * for: the host may be busy with another request.
   */
  readonly beforeHop?: (url: string) => Promise<void>;
}

/** One redirect that was followed. */
export interface Hop {
  readonly url: string;
  readonly status: number;
}

/** What is known of an answer whatever its status. Header values are as the server sent them. */
export interface AnswerFacts {
  readonly status: number;
  /** Where the answer came from in the end; relative addresses start here. */
  readonly url: string;
  /** Every redirect on the way, in order, each with the address that redirected. */
  readonly hops: readonly Hop[];
  /** How far permanent redirects alone led, from the start. */
  readonly permanentUrl: string;
  /** Bytes of the body on the wire. */
  readonly bytes: number;
  /** Null where the server sent none; on a 304 only what the 304 itself said. */
  readonly validators: Validators;
  readonly cacheControl: string | null;
  readonly expires: string | null;
  readonly age: string | null;
  readonly date: string | null;
  readonly retryAfter: string | null;
}

export interface WebContent {
  readonly kind: 'content';
  readonly facts: AnswerFacts;
  /** Decoded of any content coding, whole as far as HTTP can tell. */
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  readonly contentLocation: string | null;
  /**
   * False when nothing but the end of the connection ended the body (RFC 9112, section 6.3): then
   * only the document itself can tell whether it is whole.
   */
  readonly isFramed: boolean;
}

export type WebAnswer =
  | { readonly kind: 'not-modified'; readonly facts: AnswerFacts }
  | WebContent
  /** Any other status than 200, 304 and redirects. */
  | {
      readonly kind: 'refused';
      readonly facts: AnswerFacts;
      /** The server wants proof of a human, as Cloudflare's `cf-mitigated: challenge` says. */
      readonly isChallenge: boolean;
      /** True when `WWW-Authenticate` offers Basic (RFC 7617). */
      readonly wantsSignIn: boolean;
    };

/** Where the bytes of feeds, pages and pictures come from. */
export interface WebSource {
  /**
   * @throws ReaderError `network`, `timeout`, `too-large`, `incomplete`, `cancelled`,
   *   `private-address`, `unsafe-redirect`, `certificate`, `proxy`.
   */
  get(request: WebRequest): Promise<WebAnswer>;
}

/** The collection that comes with the app. */
export interface BundledCollection extends WebSource {
  /** The OPML document that lists the bundled feeds. */
  readOutlines(): Promise<Uint8Array>;
  /** @throws ReaderError `not-found` for anything that is not part of the collection. */
  readFile(url: string): Promise<Uint8Array>;
}
