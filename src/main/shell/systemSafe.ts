/** As much of Electron's `safeStorage` as is used. Newer ones seal and open without blocking. */
export interface SafeStorage {
  isEncryptionAvailable(): boolean;
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(sealed: Buffer): Promise<{ readonly result: string }>;
}

/**
 * True when the system has a safe of its own. On Linux without one Chromium would use a password
 * that every copy of it knows, which hides nothing.
 */
function hasSafe(storage: SafeStorage, platform: NodeJS.Platform): boolean {
  if (!storage.isEncryptionAvailable()) return false;
  return platform !== 'linux' || storage.getSelectedStorageBackend?.() !== 'basic_text';
}

/** @returns what may be stored, or null where the system has no safe. */
export async function sealText(
  text: string,
  storage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<Uint8Array | null> {
  if (!hasSafe(storage, platform)) return null;
  const sealed = await (storage.encryptStringAsync?.(text) ?? storage.encryptString(text));
  // A copy: a Buffer may share its memory with others, and would take all of it along.
  return new Uint8Array(sealed);
}

/** @returns null for what cannot be opened, as after a move to another machine. */
export async function openSealed(
  sealed: Uint8Array,
  storage: SafeStorage,
  platform: NodeJS.Platform,
): Promise<string | null> {
  if (!hasSafe(storage, platform)) return null;
  const bytes = Buffer.from(sealed);
  try {
    if (storage.decryptStringAsync === undefined) return storage.decryptString(bytes);
    return (await storage.decryptStringAsync(bytes)).result;
  } catch {
    return null;
  }
}
