// @ts-check
// Unpacks a zip archive with its permissions and symbolic links. It runs only after the npm packages are there.
import { createWriteStream } from 'node:fs';
import { chmod, mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';

const kindMask = 0o170000;
const symbolicLink = 0o120000;

/**
 * Unpacks an archive.
 * @param {string} zipFile
 * @param {string} folder where to, absolute
 * @param {(name: string) => string | undefined} rename says where in the folder a file goes; undefined leaves it out
 * @returns {Promise<void>}
 * @throws {Error} when the archive is damaged, or a file would land outside the folder
 */
export async function unpackZip(zipFile, folder, rename) {
  const { default: yauzl } = await import('yauzl');
  const archive = await yauzl.openPromise(zipFile);
  for await (const entry of archive.eachEntry()) {
    const name = rename(entry.fileName);
    if (name === undefined || name.endsWith('/')) continue;
    const target = path.resolve(folder, name);
    if (!target.startsWith(folder + path.sep))
      throw new Error(`The archive holds a file that would land outside its folder: ${name}`);
    await mkdir(path.dirname(target), { recursive: true });
    const mode = entry.externalFileAttributes >>> 16;
    const content = await archive.openReadStreamPromise(entry);
    if ((mode & kindMask) === symbolicLink) {
      await symlink(await text(content), target);
    } else {
      await pipeline(content, createWriteStream(target));
      if ((mode & 0o111) !== 0) await chmod(target, 0o755);
    }
  }
}
