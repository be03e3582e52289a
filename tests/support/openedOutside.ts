/** Stands in for the operating system's browser, which a test must not open, and remembers what it was given. */
import type { ElectronApplication } from '@playwright/test';

export class OpenedOutside {
  private constructor(private readonly electron: ElectronApplication) {}

  static async watch(electron: ElectronApplication): Promise<OpenedOutside> {
    await electron.evaluate(({ shell }) => {
      const addresses: string[] = [];
      Object.assign(globalThis, { openedOutside: addresses });
      shell.openExternal = (address: string) => {
        addresses.push(address);
        return Promise.resolve();
      };
    });
    return new OpenedOutside(electron);
  }

  /** Addresses since the last `clear`, in order. */
  addresses(): Promise<string[]> {
    return this.electron.evaluate(
      () => (globalThis as unknown as { openedOutside: string[] }).openedOutside,
    );
  }

  clear(): Promise<void> {
    return this.electron.evaluate(() => {
      (globalThis as unknown as { openedOutside: string[] }).openedOutside.length = 0;
    });
  }
}
