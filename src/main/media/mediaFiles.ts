/** Stored pictures: one file per content, named by its hash, written whole or not at all. */
import { createHash, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ReaderError } from '../../shared/errors';
import { MediaId } from '../../shared/model';
import type { FoundFile, MediaFiles, PictureFolder, StoredPicture } from '../core/ports';
import { probeImage } from './probeImage';

export class MediaDirectory implements MediaFiles, PictureFolder {
  readonly probe = probeImage;

  constructor(private readonly directory: string) {}

  async save(bytes: Uint8Array): Promise<StoredPicture> {
    const probed = probeImage(bytes);
    if (probed === null) {
      throw new ReaderError('invalid-input', 'This is not a picture that can be stored.');
    }
    const id = MediaId.parse(hashOf(bytes));
    const path = this.pathOf(id);
    if (!(await exists(path))) await writeWhole(path, bytes);
    return { id, ...probed, byteLength: bytes.byteLength };
  }

  /** Two levels of folders keep directories small with a hundred thousand pictures. */
  pathOf(id: MediaId): string {
    return this.#place(id);
  }

  hasWhole(id: MediaId, byteLength: number): boolean {
    return statSync(this.pathOf(id), { throwIfNoEntry: false })?.size === byteLength;
  }

  async isAsNamed(id: MediaId): Promise<boolean> {
    return hashOf(await readFile(this.pathOf(id))) === id;
  }

  async *filesFrom(start: string): AsyncGenerator<readonly FoundFile[]> {
    const outer = join(this.directory, start);
    for (const inner of await namesIn(outer)) {
      const folder = join(outer, inner);
      const found: FoundFile[] = [];
      for (const name of await namesIn(folder)) {
        const facts = await stat(join(folder, name)).catch(() => null);
        if (facts?.isFile() === true) found.push({ name, modifiedAt: facts.mtimeMs });
      }
      yield found;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.#place(name), { force: true });
  }

  #place(name: string): string {
    return join(this.directory, name.slice(0, 2), name.slice(2, 4), name);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Nothing of a folder that is not there, or is none. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Temporary file, fsync, rename, fsync of the folder: after a power cut there is the whole file or none. */
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
    await makeSureOfNames(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Windows refuses to open a folder, and keeps names without being asked. */
async function makeSureOfNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
