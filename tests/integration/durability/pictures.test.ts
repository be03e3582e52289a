/** Files of pictures and the rows that name them: whatever happens to one of the two, they agree again. */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { MediaId } from '../../../src/shared/model';
import { engine } from '../../support/forOneTest';
import { LIBRARY_FILE, openLibrary } from '../../support/library';
import { PNG } from '../../support/pictures';
import { mountSmallDisk } from '../../support/smallDisk';
import type { RunningEngine } from '../../support/startEngine';
import { list, PATIENCE_MS } from '../engine/reading';

const DAY_MS = 86_400_000;
const FILES = 100_000;
const STRAYS = 100;

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const placeOf = (directory: string, id: string): string =>
  join(directory, 'media', id.slice(0, 2), id.slice(2, 4), id);

/** A start that looks at the pictures whose names begin like this one's. */
const lookingAt = (id: string) => (): number => Number.parseInt(id.slice(0, 2), 16) / 256;

function database(directory: string): Database.Database {
  const opened = new Database(join(directory, LIBRARY_FILE));
  onTestFinished(() => {
    opened.close();
  });
  return opened;
}

/** An engine with the sample collection, and one of its pictures. */
async function withSample(): Promise<{ reader: RunningEngine; id: MediaId; path: string; bytes: Buffer }> {
  const reader = engine();
  const over = reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
  await reader.api['sample.add']({});
  await over;
  const row = database(reader.directory)
    .prepare<[], { id: string }>(
      "SELECT m.id FROM media m JOIN article_media l ON l.media_id = m.id WHERE l.source LIKE 'sample:%' ORDER BY m.id LIMIT 1",
    )
    .get();
  const id = MediaId.parse(row?.id);
  const path = placeOf(reader.directory, id);
  return { reader, id, path, bytes: readFileSync(path) };
} // prettier-ignore

const isBack = (path: string, bytes: Buffer): Promise<void> =>
  expect
    .poll(() => existsSync(path) && readFileSync(path).equals(bytes), { timeout: PATIENCE_MS })
    .toBe(true);

test('[D14.1] a picture whose row was never written is cleared away a day later, and no other', async () => {
  const reader = engine();
  // What a crash between the two leaves: the file has its name, and the transaction never came.
  const opened = database(reader.directory);
  opened.exec("CREATE TRIGGER crash BEFORE INSERT ON media BEGIN SELECT RAISE(ABORT, 'crash'); END");
  const over = reader.waitFor('refresh.progress', ({ state }) => state === 'finished');
  await reader.api['sample.add']({});
  expect((await over).failed).toBeGreaterThan(0);
  await reader.close();
  opened.exec('DROP TRIGGER crash');
  const media = join(reader.directory, 'media');
  const files = (): string[] =>
    readdirSync(media, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const [stray, ...others] = files();
  expect(stray).toBeDefined();
  expect(others.length).toBeGreaterThan(0);
  const half = `${stray!}.8d3f.part`;
  writeFileSync(half, 'half of a picture');
  const id = stray!.split('/').at(-1)!;
  const yesterday = new Date(Date.now() - 2 * DAY_MS);
  const sweep = async (): Promise<void> => {
    const next = engine({ directory: reader.directory, random: lookingAt(id) });
    next.engine.startBackgroundWork();
    const other = `${stray!.slice(0, -1)}x`;
    writeFileSync(other, 'another stray');
    utimesSync(other, yesterday, yesterday);
    await expect.poll(() => existsSync(other), { timeout: PATIENCE_MS }).toBe(false);
    await next.close();
  };
  await sweep();
  // It may belong to an article that is being saved just now.
  expect(existsSync(stray!)).toBe(true);
  for (const file of [stray!, half]) utimesSync(file, yesterday, yesterday);
  const next = engine({ directory: reader.directory, random: lookingAt(id) });
  next.engine.startBackgroundWork();
  await expect.poll(() => existsSync(stray!) || existsSync(half), { timeout: PATIENCE_MS }).toBe(false);
  for (const file of others) expect(existsSync(file)).toBe(true);
}); // prettier-ignore

test('[D14.2] a picture whose file is gone leaves its place to others, and comes back', async () => {
  const { reader, id, path, bytes } = await withSample();
  expect(reader.engine.locateMedia(id)).toMatchObject({ path });
  rmSync(path);
  // The window shows a box in its place.
  expect(reader.engine.locateMedia(id)).toBeNull();
  await isBack(path, bytes);
  expect(reader.engine.locateMedia(id)).toMatchObject({ path });

  // An icon has no other copy here: its site is asked for it again.
  const icon = hash(PNG);
  const opened = database(reader.directory);
  opened
    .prepare('INSERT INTO media (id, content_type, width, height, byte_length, stored_at) VALUES (?, ?, 5, 3, ?, 0)')
    .run(icon, 'image/png', PNG.byteLength);
  opened
    .prepare("INSERT INTO icons (host, media_id, etag, checked_at, next_due_at) VALUES ('icon.example', ?, '\"1\"', 0, 9e15)")
    .run(icon);
  opened.exec("UPDATE feeds SET icon_host = 'icon.example'");
  expect(reader.engine.locateMedia(MediaId.parse(icon))).toBeNull();
  const icons = opened.prepare('SELECT media_id, etag, next_due_at FROM icons WHERE host = ?');
  await expect
    .poll(() => icons.get('icon.example'), { timeout: PATIENCE_MS })
    .toEqual({ media_id: null, etag: null, next_due_at: 0 });
}); // prettier-ignore

test('[D14.3] a picture with other bytes than its name says is not kept', async () => {
  const { reader, id, path, bytes } = await withSample();
  truncateSync(path, bytes.byteLength - 1);
  expect(reader.engine.locateMedia(id)).toBeNull();
  await isBack(path, bytes);
  await reader.close();
  // Of the same length, so that only its bytes tell.
  const altered = Buffer.from(bytes);
  altered[altered.byteLength - 1]! ^= 1;
  writeFileSync(path, altered);
  const next = engine({ directory: reader.directory, random: lookingAt(id) });
  next.engine.startBackgroundWork();
  await isBack(path, bytes);
}); // prettier-ignore

test('[D14.4] a picture that is cleared away while an article shows it is shown to its end, and afterwards again', async () => {
  const { reader, id, path, bytes } = await withSample();
  const location = reader.engine.locateMedia(id);
  // Opened, as the window does, and not yet read.
  const stream = createReadStream(location!.path, { highWaterMark: 64 });
  await new Promise((resolve) => stream.once('open', resolve));
  rmSync(path);
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
  expect(reader.engine.locateMedia(id)).toBeNull();
  await isBack(path, bytes);
}); // prettier-ignore

test('[D14.5] a folder of pictures that somebody deletes takes no article with it, and fills again', async () => {
  const { reader, id, path, bytes } = await withSample();
  const before = await list(reader);
  rmSync(join(reader.directory, 'media'), { recursive: true });
  expect(await list(reader)).toEqual(before);
  for (const { id: article } of before.slice(0, 3)) {
    const { images } = await reader.api['articles.get']({ id: article });
    for (const { mediaId } of images) {
      expect(reader.engine.locateMedia(mediaId)).toBeNull();
      await expect.poll(() => reader.engine.locateMedia(mediaId), { timeout: PATIENCE_MS }).not.toBeNull();
    }
  }
  if (!existsSync(path)) expect(reader.engine.locateMedia(id)).toBeNull();
  await isBack(path, bytes);
  expect(reader.problems).toEqual([]);
}); // prettier-ignore

test('[D14.6] a hundred thousand pictures hold nobody up, and the strays among them are found', { timeout: 240_000 }, async () => {
  // In memory: making and removing so many files takes a disk minutes, and is not what is asked here.
  const disk = mountSmallDisk('tmpfs', 2048);
  onTestFinished(() => {
    disk.unmount();
  });
  const directory = join(disk.directory, 'profile');
  const library = openLibrary(directory);
  const insert = library.database.prepare(
    "INSERT INTO media (id, content_type, width, height, byte_length, stored_at) VALUES (?, 'image/png', 5, 3, ?, 0)",
  );
  // As the icons of sites: that is what keeps a picture from being forgotten.
  const show = library.database.prepare(
    'INSERT INTO icons (host, media_id, checked_at, next_due_at) VALUES (?, ?, 0, 9e15)',
  );
  const strays: string[] = [];
  let known = '';
  const folders = new Set<string>();
  const longAgo = new Date(Date.now() - 2 * DAY_MS);
  library.database.transaction(() => {
    for (let index = 0; index < FILES; index += 1) {
      const bytes = Buffer.from(`picture ${String(index)}`);
      const id = hash(bytes);
      const path = placeOf(directory, id);
      const folder = dirname(path);
      if (!folders.has(folder)) mkdirSync(folder, { recursive: true });
      folders.add(folder);
      writeFileSync(path, bytes);
      // Those of one beginning are the ones that this start looks at.
      if (strays.length < STRAYS && id.startsWith('0') && index % 2 === 0) {
        utimesSync(path, longAgo, longAgo);
        strays.push(path);
        continue;
      }
      known = id;
      insert.run(id, bytes.byteLength);
      show.run(`${String(index)}.example`, id);
    }
  })();
  library.database.close();
  // No folder holds more than a handful of them.
  expect(folders.size).toBeGreaterThan(40_000);
  expect(strays).toHaveLength(STRAYS);

  const reader = engine({ directory, random: () => 0 });
  reader.engine.startBackgroundWork();
  const left = (): number => strays.filter((path) => existsSync(path)).length;
  // Calls are answered all the while.
  let answered = 0;
  while (left() > 0) {
    await reader.api['articles.counts']({});
    answered += 1;
    await nextTurn();
  }
  expect(answered).toBeGreaterThan(STRAYS / 2);
  expect(existsSync(placeOf(directory, known))).toBe(true);
  expect(reader.problems).toEqual([]);
}); // prettier-ignore
