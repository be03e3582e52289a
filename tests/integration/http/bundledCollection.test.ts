import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { BundledFiles } from '../../../src/main/fetch/bundledCollection';
import { temporaryFolder } from '../../support/forOneTest';
import { contentOf, failureOf, webRequest } from './fetchFeed';

/** A collection of one feed, in a folder beside a file that is nobody's business. */
function collection(): { files: BundledFiles; directory: string } {
  const outside = temporaryFolder();
  const directory = join(outside, 'sample');
  mkdirSync(join(directory, 'guide', 'images'), { recursive: true });
  writeFileSync(join(outside, 'secret.xml'), 'secret');
  writeFileSync(join(directory, 'collection.opml'), '<opml/>');
  writeFileSync(join(directory, 'guide', 'feed.xml'), '<rss/>');
  writeFileSync(join(directory, 'guide', 'images', 'page-1.png'), 'png');
  return { files: new BundledFiles(directory), directory };
}

describe('the bundled collection', () => {
  test('hands out its outlines, feeds and pictures', async () => {
    const { files } = collection();
    const text = async (read: Promise<Uint8Array>): Promise<string> =>
      new TextDecoder().decode(await read);
    expect(await text(files.readOutlines())).toBe('<opml/>');
    expect(await text(files.readFile('sample://guide/feed.xml'))).toBe('<rss/>');
    expect(await text(files.readFile('sample://guide/images/page-1.png'))).toBe('png');
  });

  test.each([
    'sample://../secret.xml',
    'sample://guide/../../secret.xml',
    'sample://guide/%2e%2e/%2e%2e/secret.xml',
    'sample://guide/..%2f..%2fsecret.xml',
    'sample://guide/..\\..\\secret.xml',
    'sample://guide//feed.xml',
    'sample://guide/feed.xml/',
    'sample://guide/feed.xml%00.png',
    'sample://guide/',
    'sample://guide',
    'sample:///etc/passwd',
    'sample://guide/missing.xml',
    'sample://guide/images',
    'file:///etc/passwd',
    'https://guide/feed.xml',
  ])('has nothing at %s', async (url) => {
    const { files } = collection();
    expect((await failureOf(files.readFile(url))).code).toBe('not-found');
  });

  test('answers as a server does: with a version, and "not modified" while it stays', async () => {
    const { files, directory } = collection();
    const url = 'sample://guide/feed.xml';
    const first = await contentOf(files.get(webRequest(url)));
    expect(first).toMatchObject({
      isFramed: true,
      facts: { status: 200, url, permanentUrl: url, validators: { lastModified: null } },
    });
    const { validators } = first.facts;
    expect(await files.get(webRequest(url, { validators }))).toMatchObject({
      kind: 'not-modified',
      facts: { status: 304, bytes: 0, validators },
    });
    writeFileSync(join(directory, 'guide', 'feed.xml'), '<rss>new</rss>');
    const second = await contentOf(files.get(webRequest(url, { validators })));
    expect(new TextDecoder().decode(second.bytes)).toBe('<rss>new</rss>');
    expect(second.facts.validators.etag).not.toBe(validators.etag);
  });
});
