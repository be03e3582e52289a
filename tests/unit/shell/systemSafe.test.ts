import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openSealed, sealText, type SafeStorage } from '../../../src/main/shell/systemSafe';

/** A safe with a real cipher, as the system's own is reached by nobody but Electron. */
function cipherStorage(change: Partial<SafeStorage> = {}): SafeStorage {
  const key = randomBytes(32);
  return {
    isEncryptionAvailable: () => true,
    getSelectedStorageBackend: () => 'gnome_libsecret',
    encryptString: (text) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]);
    },
    decryptString: (sealed) => {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12));
      decipher.setAuthTag(sealed.subarray(12, 28));
      return decipher.update(sealed.subarray(28), undefined, 'utf8') + decipher.final('utf8');
    },
    ...change,
  };
}

const SECRET = 'name and password, ü';

test('what is sealed can be opened, and cannot be read', async () => {
  const storage = cipherStorage();
  const sealed = await sealText(SECRET, storage, 'linux');
  expect(Buffer.from(sealed!).includes('password')).toBe(false);
  expect(await openSealed(sealed!, storage, 'linux')).toBe(SECRET);
});

test('what is sealed takes no other memory along', async () => {
  const sealed = await sealText(SECRET, cipherStorage(), 'linux');
  expect(sealed?.buffer.byteLength).toBe(sealed?.byteLength);
});

test('an Electron that seals without blocking is let to', async () => {
  const { encryptString, decryptString } = cipherStorage();
  const refuse = (): never => {
    throw new Error('This one blocks.');
  };
  const storage = cipherStorage({
    encryptString: refuse,
    decryptString: refuse,
    encryptStringAsync: (text) => Promise.resolve(encryptString(text)),
    decryptStringAsync: (bytes) => Promise.resolve({ result: decryptString(bytes) }),
  });
  const sealed = await sealText(SECRET, storage, 'darwin');
  expect(await openSealed(sealed!, storage, 'darwin')).toBe(SECRET);
});

test('a system without a safe seals and opens nothing', async () => {
  const none = cipherStorage({ isEncryptionAvailable: () => false });
  const basic = cipherStorage({ getSelectedStorageBackend: () => 'basic_text' });
  for (const storage of [none, basic]) {
    expect(await sealText(SECRET, storage, 'linux')).toBeNull();
    expect(await openSealed(storage.encryptString(SECRET), storage, 'linux')).toBeNull();
  }
  // The name of the safe means something on Linux only.
  expect(await sealText(SECRET, basic, 'win32')).not.toBeNull();
});

test('what another machine sealed is not opened, and is no failure', async () => {
  const sealed = await sealText(SECRET, cipherStorage(), 'linux');
  expect(await openSealed(sealed!, cipherStorage(), 'linux')).toBeNull();
});
