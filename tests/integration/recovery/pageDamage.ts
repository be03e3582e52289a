/** Two hundred ways in which one page of a library goes wrong, the same in each run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { LIBRARY_FILE } from '../../support/library';
import { seededRandom } from '../../support/seededRandom';
import {
  copyOf,
  FEEDS,
  FOLDERS,
  keptIn,
  oldLibraryIn,
  setAsideIn,
  startLikeTheApp,
  type Made,
} from './damagedLibrary';

const DAMAGES = 200;
const KINDS = ['zeroed', 'random', 'one byte', 'copied over'] as const;

export interface PageDamage {
  readonly number: number;
  readonly kind: (typeof KINDS)[number];
  /** Half of the profiles have no backup yet. */
  readonly hasBackup: boolean;
}

/** @param share one of `of` shares, so that several processes can go through them. */
export function pageDamages(share: number, of: number): PageDamage[] {
  return Array.from({ length: DAMAGES }, (_, place): PageDamage => {
    const number = place + 1;
    const kind = KINDS[place % KINDS.length]!;
    return { number, kind, hasBackup: Math.floor(place / KINDS.length) % 2 === 0 };
  }).filter(({ number }) => number % of === share);
}

function damage(bytes: Buffer, { number, kind }: PageDamage): void {
  const random = seededRandom(number);
  const pageSize = bytes.readUInt16BE(16) === 1 ? 65_536 : bytes.readUInt16BE(16);
  const pages = bytes.byteLength / pageSize;
  const page = (): number => Math.floor(random() * pages) * pageSize;
  const start = page();
  switch (kind) {
    case 'zeroed':
      bytes.fill(0, start, start + pageSize);
      return;
    case 'random':
      for (let at = start; at < start + pageSize; at += 1) bytes[at] = Math.floor(random() * 256);
      return;
    case 'one byte': {
      const at = start + Math.floor(random() * pageSize);
      bytes[at] = (bytes[at]! + 1 + Math.floor(random() * 255)) % 256;
      return;
    }
    case 'copied over': {
      let other = page();
      while (other === start) other = page();
      bytes.copy(bytes, start, other, other + pageSize);
    }
  }
}

/** Damages a copy, starts the app on it, and looks at what is left. */
export async function expectKept(original: Made, one: PageDamage): Promise<void> {
  const directory = copyOf(original.directory, one.hasBackup);
  const path = join(directory, LIBRARY_FILE);
  const bytes = readFileSync(path);
  damage(bytes, one);
  writeFileSync(path, bytes);

  const { reader, starts } = await startLikeTheApp(directory);
  const { feeds, folders } = await reader.api['feeds.list']({});
  const { bookmarked } = await reader.api['articles.counts']({});
  const { recovery } = await reader.api['library.state']({});
  await reader.close();
  const now = keptIn(directory);

  const { kept } = original;
  expect(feeds, 'feeds').toHaveLength(FEEDS);
  expect(folders, 'folders').toHaveLength(FOLDERS);
  expectShare(now.feeds, kept.feeds, 'subscriptions');
  expectShare(now.bookmarks, kept.bookmarks, 'stars');
  expect(bookmarked).toBeGreaterThanOrEqual(kept.bookmarks.size * 0.999);
  // Where a table begins all of it can be lost, and only a backup has texts; otherwise a page at most.
  if (one.hasBackup) expect(now.articles, 'articles').toBeGreaterThan(kept.articles * 0.95);

  // Whoever had to start again, or to move something, was told; the old file is there as it was.
  const aside = setAsideIn(directory);
  if (starts > 1) expect(recovery, 'what the person is told').not.toBeNull();
  expect(aside.length).toBe((recovery?.folder ?? null) === null ? 0 : 1);
  if (aside.length > 0) {
    expect(recovery?.folder).toBe(aside[0]);
    const old = readFileSync(oldLibraryIn(directory));
    // An engine that ran before the damage was found has written to it; else not a byte is another.
    if (starts === 1) expect(old.equals(bytes), 'the old file').toBe(true);
    expect(old.byteLength).toBeGreaterThanOrEqual(bytes.byteLength);
  }
}

function expectShare(now: ReadonlySet<string>, before: ReadonlySet<string>, what: string): void {
  const present = [...before].filter((one) => now.has(one)).length;
  expect(present / before.size, what).toBeGreaterThanOrEqual(0.999);
}
