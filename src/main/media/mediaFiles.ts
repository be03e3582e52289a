/** Stored pictures: one file per content, named by its hash, written whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ReaderError } from '../../shared/errors';
import { MediaId } from '../../shared/model';
import type { MediaFiles, StoredPicture } from '../core/ports';
import { probeImage } from './probeImage';

export class MediaDirectory implements MediaFiles {
  readonly probe = probeImage;

  constructor(private readonly directory: string) {}

  async save(bytes: Uint8Array): Promise<StoredPicture> {
    const probed = probeImage(bytes);
    if (probed === null) {
      throw new ReaderError('invalid-input', 'This is not a picture that can be stored.');
    }
    const id = MediaId.parse(createHash('sha256').update(bytes).digest('hex'));
    const path = this.pathOf(id);
    if (!(await exists(path))) await writeWhole(path, bytes);
    return { id, ...probed, byteLength: bytes.byteLength };
  }

  /** Two levels of folders keep directories small with a hundred thousand pictures. */
  pathOf(id: MediaId): string {
    return join(this.directory, id.slice(0, 2), id.slice(2, 4), id);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Temporary file, fsync, rename: after a crash there is the whole file or none. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
