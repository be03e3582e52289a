import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MediaDirectory } from '../../../src/main/media/mediaFiles';
import { temporaryFolder } from '../../support/forOneTest';
import { GIF, JPEG, PNG } from '../../support/pictures';

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

describe('a picture', () => {
  test('is stored under the hash of its bytes, with its kind and size', async () => {
    const media = new MediaDirectory(join(temporaryFolder(), 'media'));
    const stored = await media.save(PNG);
    expect(stored).toEqual({
      id: hash(PNG),
      contentType: 'image/png',
      width: 5,
      height: 3,
      byteLength: PNG.byteLength,
    });
    expect(readFileSync(media.pathOf(stored.id)).equals(PNG)).toBe(true);
  });

  test('is stored once, however often and at the same time it is saved', async () => {
    const folder = temporaryFolder();
    const media = new MediaDirectory(folder);
    const saved = await Promise.all(Array.from({ length: 10 }, () => media.save(JPEG)));
    expect(new Set(saved.map(({ id }) => id))).toEqual(new Set([hash(JPEG)]));
    const { ino } = statSync(media.pathOf(saved[0]!.id));
    await media.save(JPEG);
    expect(statSync(media.pathOf(saved[0]!.id)).ino).toBe(ino);
    expect(filesIn(folder)).toEqual([hash(JPEG)]);
  });

  test('lies two folders deep, named by nothing but its hash', async () => {
    const folder = temporaryFolder();
    const { id } = await new MediaDirectory(folder).save(GIF);
    expect(new MediaDirectory(folder).pathOf(id)).toBe(
      join(folder, id.slice(0, 2), id.slice(2, 4), id),
    );
  });

  test.each([
    ['a page', Buffer.from('<html>')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"></svg>')],
    ['a script that calls itself a GIF', Buffer.from('GIF89')],
    ['nothing', Buffer.alloc(0)],
  ])('that is %s is refused, and no file appears', async (_what, bytes) => {
    const folder = temporaryFolder();
    const call = new MediaDirectory(folder).save(bytes);
    await expect(call).rejects.toMatchObject({ name: 'ReaderError', code: 'invalid-input' });
    expect(filesIn(folder)).toEqual([]);
  });

  test('that cannot be written leaves nothing half done', async () => {
    const folder = temporaryFolder();
    const media = new MediaDirectory(folder);
    // A file lies where its folder should be.
    const path = media.pathOf(hash(PNG) as never);
    mkdirSync(dirname(dirname(path)), { recursive: true });
    writeFileSync(dirname(path), 'in the way');
    await expect(media.save(PNG)).rejects.toThrow();
    expect(filesIn(folder)).toEqual([hash(PNG).slice(2, 4)]);
  });
});
