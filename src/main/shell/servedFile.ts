import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { extname, isAbsolute, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
};

/** The type by extension; the neutral one for anything the app does not bundle. */
export function contentTypeOf(path: string): string {
  return CONTENT_TYPES[extname(path)] ?? 'application/octet-stream';
}

/**
 * Finds the file an address path names inside a folder.
 *
 * @param pathname as it stands in the address, still percent-encoded.
 * @returns the real path, or null for a path that is malformed, leads outside, or is no file.
 */
export async function findInside(folder: string, pathname: string): Promise<string | null> {
  const path = decodePath(pathname);
  if (path === null) return null;
  try {
    const root = await realpath(folder);
    // Links are resolved before the comparison, so that none inside the folder leads out of it.
    const file = await realpath(join(root, path));
    const inside = relative(root, file);
    if (inside.startsWith(`..${sep}`) || inside === '..' || isAbsolute(inside)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch {
    return null;
  }
}

/** Encoded separators survive URL parsing and would become `../` here; no bundled name has any. */
function decodePath(pathname: string): string | null {
  if (/%2f|%5c|\\/i.test(pathname)) return null;
  try {
    const path = decodeURIComponent(pathname);
    return path.includes('\0') || path.split('/').includes('..') ? null : path;
  } catch {
    return null;
  }
}

/** A file as the body of a `Response`. */
export function streamFile(path: string): ReadableStream {
  return Readable.toWeb(createReadStream(path)) as ReadableStream;
}
