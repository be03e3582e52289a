/** A profile that may not be written, in which the system's single-instance lock cannot be taken. */
import { accessSync, constants, existsSync, mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Milliseconds. A program on the same machine answers at once. */
const PATIENCE_MS = 1000;

/** True for a folder that is there and cannot be written, not even by root where the disk forbids it. */
export function isWriteProtected(folder: string): boolean {
  if (!existsSync(folder)) return false;
  try {
    accessSync(folder, constants.W_OK);
    return false;
  } catch {
    return true;
  }
}

/**
 * Whether another Broadsheet answers in this profile. Chromium's lock alone does not tell: it is
 * refused as well where it cannot be written.
 */
export async function isAnotherRunning(userData: string): Promise<boolean> {
  const socket = join(userData, 'SingletonSocket');
  // A link to a place that is gone is of an instance that is gone.
  if (!existsSync(socket)) return false;
  return new Promise((resolve) => {
    const line = connect(socket);
    const answer = (isAnswered: boolean): void => {
      line.destroy();
      resolve(isAnswered);
    };
    line.once('connect', () => {
      answer(true);
    });
    line.once('error', () => {
      answer(false);
    });
    line.setTimeout(PATIENCE_MS, () => {
      answer(false);
    });
  });
}

/** A folder for what Chromium itself writes, which is gone with the system's next clean-up. */
export function makeSessionFolder(): string {
  return mkdtempSync(join(tmpdir(), 'broadsheet-session-'));
}
