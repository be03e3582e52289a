/** A safe for tests that really encrypts, as the system's does, with a key of its own. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Safe } from '../../src/main/core/ports';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param key 32 bytes; another key stands for another machine. */
export function cipherSafe(key: Uint8Array = randomBytes(32)): Safe {
  return {
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Promise.resolve(new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed])));
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const start = NONCE_BYTES + TAG_BYTES;
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, start));
        const text = Buffer.concat([decipher.update(bytes.subarray(start)), decipher.final()]);
        return Promise.resolve(text.toString('utf8'));
      } catch {
        return Promise.resolve(null);
      }
    },
  };
}

/** A system without one. */
export const NO_SAFE: Safe = {
  seal: () => Promise.resolve(null),
  open: () => Promise.resolve(null),
};
