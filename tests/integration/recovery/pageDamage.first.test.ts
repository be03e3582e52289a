/** Half of the damages; the other half is in the file beside this one, for the other processor. */
import { describe, test } from 'vitest';
import { sharedLibrary } from './damagedLibrary';
import { expectKept, pageDamages } from './pageDamage';

const TIMEOUT_MS = 60_000;
const original = sharedLibrary();

describe('a library of which a page is damaged keeps subscriptions and stars', () => {
  test.each(pageDamages(0, 2))(
    '[D6.$number] $kind, with a backup: $hasBackup',
    { timeout: TIMEOUT_MS },
    async (one) => {
      await expectKept(await original(), one);
    },
  );
});
