/** The app's own HTTP client, asking for one address. */
import { onTestFinished } from 'vitest';
import type { FeedAnswer, Validators } from '../../../src/main/core/ports';
import { HttpClient, type HttpClientOptions } from '../../../src/main/fetch/httpClient';
import { toWire, type WireError } from '../../../src/shared/errors';

export interface FetchOptions extends Partial<HttpClientOptions> {
  readonly validators?: Partial<Validators>;
  readonly signal?: AbortSignal;
}

export type Content = Extract<FeedAnswer, { kind: 'content' }>;

export function fetchFeed(url: string, options: FetchOptions = {}): Promise<FeedAnswer> {
  const { validators, signal = new AbortController().signal, ...rest } = options;
  const client = new HttpClient({ userAgent: 'Broadsheet/1.2.3', ...rest });
  onTestFinished(() => client.close());
  const known = validators && { etag: null, lastModified: null, ...validators };
  return client.get({ url, validators: known ?? null, signal });
}

/** @throws Error when there was no content. */
export async function contentOf(answer: Promise<FeedAnswer>): Promise<Content> {
  const settled = await answer;
  if (settled.kind !== 'content') throw new Error(`The answer was ${settled.kind}.`);
  return settled;
}

export const textOf = async (answer: Promise<FeedAnswer>): Promise<string> =>
  new TextDecoder().decode((await contentOf(answer)).bytes);

/** How a request failed. @throws Error when it did not. */
export async function failureOf(answer: Promise<FeedAnswer>): Promise<WireError> {
  try {
    await answer;
  } catch (error) {
    return toWire(error);
  }
  throw new Error('The request did not fail.');
}
