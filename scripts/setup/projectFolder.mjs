// @ts-check
// Where things are in this checkout, so that no script depends on the folder it was started from.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder, absolute. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/**
 * An absolute path inside the checkout.
 * @param {...string} parts
 * @returns {string}
 */
export function inProject(...parts) {
  return path.join(projectFolder, ...parts);
}
