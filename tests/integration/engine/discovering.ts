/** Looking for feeds and subscribing, as somebody does who was asked nothing, and what servers hold. */
import type { FeedCandidate, SignIn } from '../../../src/shared/model';
import type { FeedServer } from '../../support/feedServer';
import type { RunningEngine } from '../../support/startEngine';

type Api = RunningEngine['api'];

/** What a person says besides the address. */
export interface Said {
  readonly allowPrivate?: boolean;
  readonly signIn?: SignIn;
}

export async function discover(
  api: Api,
  address: string,
  said: Said = {},
): Promise<FeedCandidate[]> {
  const found = await api['feeds.discover']({ address, ...wordsOf(said) });
  return found.candidates;
}

export function subscribeTo(
  api: Api,
  url: string,
  said: Said = {},
): ReturnType<Api['feeds.subscribe']> {
  return api['feeds.subscribe']({ url, ...wordsOf(said) });
}

function wordsOf({ allowPrivate = false, signIn }: Said): {
  allowPrivate: boolean;
  signIn: SignIn | null;
} {
  return { allowPrivate, signIn: signIn ?? null };
}

export const FEED = { contentType: 'application/rss+xml' };
export const PAGE = { contentType: 'text/html' };

/** A page with the title "The Daily". */
export function page(head: string, body = ''): string {
  return `<!doctype html><html><head><title>The Daily</title>${head}</head><body>${body}</body></html>`;
}

/** How a page names a feed. */
export function link(href: string, title: string): string {
  return `<link rel="alternate" type="application/rss+xml" title="${title}" href="${href}">`;
}

/** What a server was asked for, in order. */
export function paths(server: FeedServer): string[] {
  return server.requests.map(({ path }) => path);
}
