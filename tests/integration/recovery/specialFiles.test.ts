/** Files in the library's place that are no library any more, or not the whole of one. */
import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { LIBRARY_FILE } from '../../support/library';
import {
  ARTICLES,
  copyOf,
  FEEDS,
  FOLDERS,
  keptIn,
  setAsideIn,
  sharedLibrary,
  startLikeTheApp,
} from './damagedLibrary';

const TIMEOUT_MS = 60_000;
const original = sharedLibrary();

const FILES: readonly (readonly [string, string, (path: string) => void, string])[] = [
  ['D6.201', 'whose header is zeros', (path) => {
    writeFileSync(path, Buffer.concat([Buffer.alloc(100), readFileSync(path).subarray(100)]));
  }, 'damaged'],
  ['D6.202', 'that is a web page', (path) => {
    writeFileSync(path, `<!DOCTYPE html>${'<p>Sign in to the hotel</p>'.repeat(500)}`);
  }, 'damaged'],
  ['D6.203', 'of which half is missing', (path) => {
    truncateSync(path, Math.floor(readFileSync(path).byteLength / 2));
  }, 'damaged'],
  ['D6.204', 'that ends in the middle of a page', (path) => {
    truncateSync(path, readFileSync(path).byteLength - 1500);
  }, 'damaged'],
  ['D6.205', 'of no bytes', (path) => {
    writeFileSync(path, '');
  }, 'empty'],
  ['D6.206', 'that is gone', (path) => {
    rmSync(path);
  }, 'missing'],
]; // prettier-ignore

describe.each(FILES)('a library', (id, what, spoil, cause) => {
  test.each([true, false])(
    `[${id}] ${what} is never a silent empty one; with a backup: %s`,
    { timeout: TIMEOUT_MS },
    async (hasBackup) => {
      const { directory: whole, kept } = await original();
      const directory = copyOf(whole, hasBackup);
      const path = join(directory, LIBRARY_FILE);
      spoil(path);
      const spoilt = existsSync(path) ? readFileSync(path) : null;

      const { reader, starts } = await startLikeTheApp(directory);
      expect(starts, 'the first start mends').toBe(1);
      const { feeds, folders } = await reader.api['feeds.list']({});
      const { recovery } = await reader.api['library.state']({});
      await reader.close();
      expect(feeds).toHaveLength(FEEDS);
      expect(folders).toHaveLength(FOLDERS);
      const now = keptIn(directory);
      expect(now.feeds).toEqual(kept.feeds);
      expect(now.bookmarks).toEqual(kept.bookmarks);
      if (hasBackup) expect(now.articles).toBeGreaterThanOrEqual(ARTICLES * 0.999);

      expect(recovery).toMatchObject({ cause, feeds: FEEDS, bookmarks: kept.bookmarks.size });
      if (recovery?.isWhole !== true) {
        expect(recovery?.exportAt).toBe(1.7e12);
        expect(recovery?.backupAt === null).toBe(!hasBackup);
      }
      const [folder] = setAsideIn(directory);
      expect(folder).toBe(recovery?.folder);
      const moved = join(directory, folder!, LIBRARY_FILE);
      expect(existsSync(moved) ? readFileSync(moved) : null).toEqual(spoilt);
    },
  );
});
