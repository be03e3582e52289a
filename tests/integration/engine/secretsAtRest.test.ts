/** Names and passwords on disk, in the log, and in what is told to the window. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Safe } from '../../../src/main/core/ports';
import { items, rss } from '../../support/builders';
import { cipherSafe } from '../../support/cipherSafe';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { list, PATIENCE_MS, refresh, subscribe } from './reading';

/** Long enough that they stand nowhere by chance. */
const signIn = { username: 'correct-horse-ann', password: 'battery staple: pässword' };
const header = { name: 'X-Private-Token', value: 'tr0ub4dor-and-3' };
const basic = Buffer.from(`${signIn.username}:${signIn.password}`, 'utf8').toString('base64');

/** Every way in which they could have been written down. */
const TRACES = [
  ...[signIn.username, signIn.password, header.value, basic],
  ...[encodeURIComponent(signIn.password), encodeURI(signIn.password)],
].flatMap((text) =>
  (['utf8', 'latin1', 'utf16le'] as const).map((encoding) => Buffer.from(text, encoding)),
);

/** Files below a folder that hold a trace of the secrets. */
function filesWithTraces(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const bytes = readFileSync(path);
      return TRACES.some((trace) => bytes.includes(trace));
    });
}

function hasTraces(told: unknown): boolean {
  const bytes = Buffer.from(JSON.stringify(told), 'utf8');
  return TRACES.some((trace) => bytes.includes(trace));
}

/** Signs in everywhere one can, has the feed refused and let in, and looks at everything. */
async function useSecrets(safe: Safe): Promise<RunningEngine> {
  const server = await feedServer();
  let isOpen = true;
  for (const path of ['/feed', '/typed', '/imported']) {
    server.on(path, ({ headers }, response) => {
      if (isOpen && headers.authorization === `Basic ${basic}`) {
        response.writeHead(200).end(rss(items(3), path));
      } else if (isOpen && path === '/feed' && headers.authorization === undefined) {
        response.writeHead(200).end(rss(items(2), path));
      } else {
        response.writeHead(401, { 'www-authenticate': 'Basic realm="News"' }).end();
      }
    });
  }
  const reader = engine({ safe });
  const feedId = await subscribe(reader, server.url('/feed'));
  await reader.api['feeds.signIn']({ feedId, signIn });
  await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(3);
  await reader.api['feeds.configure']({ feedId, change: { header } });
  const inside = `${encodeURIComponent(signIn.username)}:${encodeURIComponent(signIn.password)}@`;
  await subscribe(reader, server.url('/typed').replace('//', `//${inside}`));
  const imported = server.url('/imported').replace('//', `//${inside}`);
  const { privateFeeds } = await reader.api['opml.import']({
    text: `<opml version="2.0"><body><outline text="Imported" xmlUrl="${imported}"/></body></opml>`,
  });
  await reader.api['feeds.allowPrivate']({ feedIds: privateFeeds });
  await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(9);
  isOpen = false;
  await refresh(reader);
  return reader;
}

describe('names, passwords and private headers', () => {
  test('[F21.05] are on disk only as the safe sealed them', { timeout: 40_000 }, async () => {
    const safe = cipherSafe();
    const reader = await useSecrets(safe);
    const { feeds } = await reader.api['feeds.list']({});
    expect(feeds).toHaveLength(3);
    for (const { id } of feeds) {
      const details = await reader.api['feeds.details']({ feedId: id });
      expect(details).toMatchObject({ hasCredentials: true, credentialsAreTemporary: false });
      expect(details.feed.failure).toMatchObject({ code: 'sign-in' });
    }
    // Once with the log of changes beside the library, once folded into it.
    expect(readdirSync(reader.directory).join()).toMatch(/-wal/);
    expect(filesWithTraces(reader.directory)).toEqual([]);
    await reader.close();
    expect(filesWithTraces(reader.directory)).toEqual([]);
    const again = engine({ directory: reader.directory, safe });
    const details = await again.api['feeds.details']({ feedId: feeds[0]!.id });
    expect(details.hasCredentials).toBe(true);
  });

  test('are told to nobody but the server: no list, no event, no line of the log', { timeout: 40_000 }, async () => {
    const reader = await useSecrets(cipherSafe());
    expect(hasTraces(await reader.api['feeds.list']({}))).toBe(false);
    expect(hasTraces(reader.events)).toBe(false);
    expect(hasTraces(reader.problems)).toBe(false);
  }); // prettier-ignore

  test('never reach a disk where there is no safe', { timeout: 40_000 }, async () => {
    const none = () => Promise.resolve(null);
    const reader = await useSecrets({ seal: none, open: none });
    expect(filesWithTraces(reader.directory)).toEqual([]);
    await reader.close();
    expect(filesWithTraces(reader.directory)).toEqual([]);
  });

  test('control: a safe that hides nothing is noticed', { timeout: 40_000 }, async () => {
    const reader = await useSecrets({
      seal: (text) => Promise.resolve(new TextEncoder().encode(text)),
      open: (sealed) => Promise.resolve(new TextDecoder().decode(sealed)),
    });
    expect(filesWithTraces(reader.directory)).not.toEqual([]);
  });
});
