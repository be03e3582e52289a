/** The sample collection that comes with the app: feeds that are read from disk, not the network. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import { ReaderError } from '../../shared/errors';
import type { AnswerFacts, BundledCollection, WebAnswer, WebRequest } from '../core/ports';

/** One folder or file name: nothing that could lead out of the collection's folder. */
const PLAIN_NAME = /^[a-z0-9][a-z0-9-]*(?:\.[a-z0-9]+)?$/;

export class BundledFiles implements BundledCollection {
  constructor(private readonly directory: string) {}

  readOutlines(): Promise<Uint8Array> {
    return readFile(join(this.directory, 'collection.opml'));
  }

  async readFile(url: string): Promise<Uint8Array> {
    const { protocol, hostname, pathname } = new URL(url);
    const names = [hostname, ...pathname.split('/').slice(1)];
    if (protocol !== `${SAMPLE_SCHEME}:` || !names.every((name) => PLAIN_NAME.test(name))) {
      throw new ReaderError('not-found', 'This is not part of the sample collection.');
    }
    try {
      return await readFile(join(this.directory, ...names));
    } catch {
      throw new ReaderError('not-found', 'This is not part of the sample collection.');
    }
  }

  /** The file's hash is its version: a bundled feed changes only with the app. */
  async get({ url, validators }: WebRequest): Promise<WebAnswer> {
    const bytes = await this.readFile(url);
    const etag = createHash('sha256').update(bytes).digest('hex');
    const isKnown = validators?.etag === etag;
    const facts: AnswerFacts = {
      status: isKnown ? 304 : 200,
      url,
      hops: [],
      permanentUrl: url,
      bytes: isKnown ? 0 : bytes.byteLength,
      validators: { etag, lastModified: null },
      cacheControl: null,
      expires: null,
      age: null,
      date: null,
      retryAfter: null,
    };
    if (isKnown) return { kind: 'not-modified', facts };
    const contentType = 'application/xml; charset=utf-8';
    return { kind: 'content', facts, bytes, contentType, contentLocation: null, isFramed: true };
  }
}
