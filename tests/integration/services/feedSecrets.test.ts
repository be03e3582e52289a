import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Safe } from '../../../src/main/core/ports';
import { FeedRequests } from '../../../src/main/services/feedRequests';
import { FeedSecrets } from '../../../src/main/services/feedSecrets';
import { cipherSafe, NO_SAFE } from '../../support/cipherSafe';
import { addFeed, openLibrary, type Library } from '../../support/library';

const URL_OF_A = 'https://a.example/feed';
const ann = { username: 'ann', password: 'pass: wörd' };
const token = { name: 'X-Token', value: 'abc123' };
const none = { credentials: null, header: null, isTemporary: false, isLost: false };
const { signal } = new AbortController();

function secretsIn(library: Library, safe: Safe) {
  const logged: string[] = [];
  const complain = (message: string, error?: unknown): void => {
    logged.push(`${message} ${String(error)}`);
  };
  const log = { info: complain, warn: complain, error: complain };
  const secrets = new FeedSecrets({ settings: library.settings, safe, log });
  return { secrets, logged, requests: new FeedRequests({ ...library, secrets }) };
}

describe('secrets of a feed', () => {
  test('are none at first', async () => {
    const library = openLibrary();
    const { secrets } = secretsIn(library, cipherSafe());
    expect(await secrets.of(addFeed(library, 'a'), URL_OF_A)).toEqual(none);
  });

  test('are kept sealed, each for itself, over a restart', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const safe = cipherSafe();
    const { secrets } = secretsIn(library, safe);
    await secrets.keep(feed, URL_OF_A, { credentials: ann });
    await secrets.keep(feed, URL_OF_A, { header: token });
    const after = secretsIn(library, safe).secrets;
    expect(await after.of(feed, URL_OF_A)).toEqual({ ...none, credentials: ann, header: token });
    const stored = Buffer.from(library.settings.sealed(feed)!).toString('latin1');
    for (const text of ['ann', 'pass', 'X-Token', 'abc123']) expect(stored).not.toContain(text);
  });

  test('changed at the same moment do not undo each other', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets } = secretsIn(library, cipherSafe());
    await Promise.all([
      secrets.keep(feed, URL_OF_A, { credentials: ann }),
      secrets.keep(feed, URL_OF_A, { header: token }),
    ]);
    expect(await secrets.of(feed, URL_OF_A)).toMatchObject({ credentials: ann, header: token });
  });

  test('are forgotten one by one, and then nothing is stored', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets } = secretsIn(library, cipherSafe());
    await secrets.keep(feed, URL_OF_A, { credentials: ann, header: token });
    await secrets.keep(feed, URL_OF_A, { credentials: null });
    expect(await secrets.of(feed, URL_OF_A)).toEqual({ ...none, header: token });
    await secrets.keep(feed, URL_OF_A, { header: null });
    expect(await secrets.of(feed, URL_OF_A)).toEqual(none);
    expect(library.settings.sealed(feed)).toBeNull();
  });

  test('belong to one feed', async () => {
    const library = openLibrary();
    const [feed, other] = [addFeed(library, 'a'), addFeed(library, 'b')];
    const { secrets } = secretsIn(library, cipherSafe());
    await secrets.keep(feed, URL_OF_A, { credentials: ann });
    expect(await secrets.of(other, URL_OF_A)).toEqual(none);
  });

  test('are not given to another server, and are still there when the feed comes back', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets } = secretsIn(library, cipherSafe());
    await secrets.keep(feed, URL_OF_A, { credentials: ann, header: token });
    expect(await secrets.of(feed, 'https://evil.example/feed')).toEqual(none);
    expect(await secrets.of(feed, 'https://a.example/other')).toMatchObject({ credentials: ann });
  });

  test('of one server are not mixed with those of the next', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets } = secretsIn(library, cipherSafe());
    await secrets.keep(feed, URL_OF_A, { credentials: ann });
    const moved = 'https://b.example/feed';
    await secrets.keep(feed, moved, { header: token });
    expect(await secrets.of(feed, moved)).toEqual({ ...none, header: token });
    expect(await secrets.of(feed, URL_OF_A)).toEqual(none);
  });
});

describe('without a safe', () => {
  test('secrets live until the app closes, and never reach the disk', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets } = secretsIn(library, NO_SAFE);
    await secrets.keep(feed, URL_OF_A, { credentials: ann });
    await secrets.keep(feed, URL_OF_A, { header: token });
    expect(await secrets.of(feed, URL_OF_A)).toEqual({
      credentials: ann,
      header: token,
      isTemporary: true,
      isLost: false,
    });
    expect(library.settings.sealed(feed)).toBeNull();
    expect(await secretsIn(library, NO_SAFE).secrets.of(feed, URL_OF_A)).toEqual(none);
    await secrets.keep(feed, URL_OF_A, { credentials: null, header: null });
    expect(await secrets.of(feed, URL_OF_A)).toEqual(none);
  });

  test('one that fails is taken for none, and its words are not logged', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { secrets, logged } = secretsIn(library, {
      seal: (text) => Promise.reject(new Error(`Cannot seal ${text}`)),
      open: () => Promise.resolve(null),
    });
    await secrets.keep(feed, URL_OF_A, { credentials: ann });
    expect(await secrets.of(feed, URL_OF_A)).toMatchObject({ credentials: ann, isTemporary: true });
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toMatch(/ann|wörd/);
  });
});

describe('secrets that cannot be opened any more', () => {
  const broken: [string, Safe][] = [
    ['on another machine', cipherSafe(randomBytes(32))],
    ['when the safe is gone', NO_SAFE],
    ['when they are no longer understood', { ...NO_SAFE, open: () => Promise.resolve('{"a":1}') }],
    ['when they are no JSON', { ...NO_SAFE, open: () => Promise.resolve('ann:secret') }],
  ];

  test.each(broken)('%s count as none, and the feed wants a sign-in', async (_when, safe) => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    await secretsIn(library, cipherSafe()).secrets.keep(feed, URL_OF_A, { credentials: ann });
    const { secrets, requests, logged } = secretsIn(library, safe);
    expect(await secrets.of(feed, URL_OF_A)).toEqual({ ...none, isLost: true });
    await expect(requests.build(feed, 'feed', null, signal)).rejects.toMatchObject({
      code: 'sign-in',
      details: { host: 'a.example' },
    });
    expect(logged.join()).not.toMatch(/ann|:secret|wörd/);
  });

  test('stay stored: the safe may only be locked', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const safe = cipherSafe();
    await secretsIn(library, safe).secrets.keep(feed, URL_OF_A, { credentials: ann });
    const { secrets } = secretsIn(library, NO_SAFE);
    const change = secrets.keep(feed, URL_OF_A, { header: token });
    await expect(change).rejects.toMatchObject({ code: 'sign-in' });
    expect(await secretsIn(library, safe).secrets.of(feed, URL_OF_A)).toMatchObject({
      credentials: ann,
    });
  });

  test('are not those of a safe that does not answer: nothing is changed, and nothing noted', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const safe = cipherSafe();
    const { secrets: before } = secretsIn(library, safe);
    await before.keep(feed, URL_OF_A, { credentials: ann, header: token });
    const silent = { ...safe, open: () => Promise.reject(new Error('No answer from ann')) };
    const { secrets, requests, logged } = secretsIn(library, silent);
    for (const attempt of [
      secrets.of(feed, URL_OF_A),
      requests.build(feed, 'feed', null, signal),
      secrets.keep(feed, URL_OF_A, { credentials: { ...ann, password: 'new' } }),
      secrets.keep(feed, URL_OF_A, { credentials: null }),
    ]) {
      await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    }
    expect(await before.of(feed, URL_OF_A)).toEqual({ ...none, credentials: ann, header: token });
    expect(logged.join()).not.toMatch(/ann/);
  });

  test('stay in a locked safe beside a new sign-in, which is kept until the app closes', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const safe = cipherSafe();
    await secretsIn(library, safe).secrets.keep(feed, URL_OF_A, {
      credentials: ann,
      header: token,
    });
    const { secrets } = secretsIn(library, NO_SAFE);
    const bob = { username: 'bob', password: 'new' };
    await secrets.keep(feed, URL_OF_A, { credentials: bob });
    await secrets.keep(feed, URL_OF_A, { header: { name: 'X-Other', value: '1' } });
    expect(await secrets.of(feed, URL_OF_A)).toMatchObject({ credentials: bob, isTemporary: true });
    const unlocked = secretsIn(library, safe).secrets;
    expect(await unlocked.of(feed, URL_OF_A)).toEqual({ ...none, credentials: ann, header: token });
  });

  test('stay in a locked safe when somebody signs out', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const safe = cipherSafe();
    await secretsIn(library, safe).secrets.keep(feed, URL_OF_A, {
      credentials: ann,
      header: token,
    });
    const signingOut = secretsIn(library, NO_SAFE).secrets.keep(feed, URL_OF_A, {
      credentials: null,
    });
    await expect(signingOut).rejects.toMatchObject({ code: 'sign-in' });
    expect(await secretsIn(library, safe).secrets.of(feed, URL_OF_A)).toMatchObject({
      header: token,
    });
  });

  test.each([
    ['a new sign-in', ann],
    ['signing out', null],
  ])('make way for %s', async (_what, credentials) => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    await secretsIn(library, cipherSafe()).secrets.keep(feed, URL_OF_A, { credentials: ann });
    const { secrets, requests } = secretsIn(library, cipherSafe(randomBytes(32)));
    await secrets.keep(feed, URL_OF_A, { credentials });
    expect(await requests.build(feed, 'feed', null, signal)).toMatchObject({ credentials });
  });
});

describe('what is asked of a feed’s server', () => {
  test('is its address alone, unless the reader set more', async () => {
    const library = openLibrary();
    const feed = addFeed(library, 'a');
    const { requests } = secretsIn(library, cipherSafe());
    const validators = { etag: '"e"', lastModified: null };
    expect(await requests.build(feed, 'feed', validators, signal)).toEqual({
      url: URL_OF_A,
      purpose: 'feed',
      validators,
      privateOrigin: null,
      credentials: null,
      userAgent: null,
      headers: [],
      signal,
    });
  });

  test('is what the reader set', async () => {
    const library = openLibrary();
    const url = 'http://nas.local:8080/feed';
    const feed = addFeed(library, 'a', { url, allowsPrivate: true });
    library.settings.write(feed, { ...library.settings.read(feed), userAgent: 'Own/1' });
    const { secrets, requests } = secretsIn(library, cipherSafe());
    await secrets.keep(feed, url, { credentials: ann, header: token });
    expect(await requests.build(feed, 'page', null, signal)).toMatchObject({
      url,
      purpose: 'page',
      privateOrigin: 'http://nas.local:8080',
      credentials: ann,
      userAgent: 'Own/1',
      headers: [token],
    });
  });

  test('is nothing for a feed that is not there', async () => {
    const { requests } = secretsIn(openLibrary(), cipherSafe());
    await expect(requests.build(9 as never, 'feed', null, signal)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
