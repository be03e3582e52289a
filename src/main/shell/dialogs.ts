import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BrowserWindow, dialog } from 'electron';
import { MAX_OPML_LENGTH } from '../../shared/contract/collections';
import type { Output } from '../../shared/contract/index';
import { ReaderError } from '../../shared/errors';
import { decodeText } from './decodeText';

/** No encoding in use needs more bytes for a character than UTF-8's and UTF-16's four. */
const MOST_BYTES = MAX_OPML_LENGTH * 4;

/**
 * Lets the person choose an OPML file and reads it.
 *
 * @returns null when they change their mind.
 * @throws ReaderError `too-large` for a file no list of feeds can be, `storage` for one that
 * cannot be read, `invalid-input` for an empty one.
 */
export async function chooseOpmlFile(
  window: BrowserWindow,
): Promise<Output<'shell.chooseOpmlFile'>> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: 'Import OPML',
    properties: ['openFile'],
    filters: [
      { name: 'OPML', extensions: ['opml', 'xml'] },
      { name: 'All files', extensions: ['*'] },
    ],
  });
  const path = filePaths[0];
  return canceled || path === undefined ? null : readOpmlFile(path);
}

async function readOpmlFile(path: string): Promise<{ name: string; text: string }> {
  const text = decodeText(await readBytes(path));
  if (text.length > MAX_OPML_LENGTH) throw tooLarge();
  if (text.trim() === '') throw new ReaderError('invalid-input', 'The file is empty.');
  return { name: basename(path), text };
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    // Asked before reading, so that a film chosen by mistake is never taken into memory.
    if ((await stat(path)).size > MOST_BYTES) throw tooLarge();
    return await readFile(path);
  } catch (error) {
    if (error instanceof ReaderError) throw error;
    throw new ReaderError('storage', 'The file could not be read.');
  }
}

function tooLarge(): ReaderError {
  return new ReaderError('too-large', 'The file is too large to be a list of feeds.');
}
