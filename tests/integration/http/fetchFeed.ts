/** The app's own HTTP client, asking for one address. */
import { onTestFinished } from 'vitest';
import type { Validators, WebAnswer, WebRequest } from '../../../src/main/core/ports';
import { HttpClient, type HttpClientOptions } from '../../../src/main/fetch/httpClient';
import { toWire, type WireError } from '../../../src/shared/errors';
import { anyAddress } from '../../support/addressPolicies';

export interface FetchOptions extends Partial<Omit<WebRequest, 'url' | 'validators'>> {
  readonly validators?: Partial<Validators>;
  readonly client?: Partial<HttpClientOptions>;
}

export type Content = Extract<WebAnswer, { kind: 'content' }>;
export type Refused = Extract<WebAnswer, { kind: 'refused' }>;

/** A client that may ask loopback, for one test. */
export function httpClient(options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({ userAgent: 'Broadsheet/1.2.3', policy: anyAddress, ...options });
  onTestFinished(() => client.close());
  return client;
}

export function webRequest(url: string, options: Omit<FetchOptions, 'client'> = {}): WebRequest {
  const { validators, ...rest } = options;
  return {
    url,
    purpose: 'feed',
    validators: validators === undefined ? null : { etag: null, lastModified: null, ...validators },
    privateOrigin: null,
    credentials: null,
    userAgent: null,
    headers: [],
    signal: new AbortController().signal,
    ...rest,
  };
}

export function fetchFeed(url: string, options: FetchOptions = {}): Promise<WebAnswer> {
  const { client, ...request } = options;
  return httpClient(client).get(webRequest(url, request));
}

/** @throws Error when there was no content. */
export async function contentOf(answer: Promise<WebAnswer>): Promise<Content> {
  const settled = await answer;
  if (settled.kind !== 'content') throw new Error(`The answer was ${settled.kind}.`);
  return settled;
}

/** @throws Error when the server did not refuse. */
export async function refusalOf(answer: Promise<WebAnswer>): Promise<Refused> {
  const settled = await answer;
  if (settled.kind !== 'refused') throw new Error(`The answer was ${settled.kind}.`);
  return settled;
}

export const textOf = async (answer: Promise<WebAnswer>): Promise<string> =>
  new TextDecoder().decode((await contentOf(answer)).bytes);

/** How a request failed. @throws Error when it did not. */
export async function failureOf(answer: Promise<unknown>): Promise<WireError> {
  try {
    await answer;
  } catch (error) {
    return toWire(error);
  }
  throw new Error('The request did not fail.');
}
