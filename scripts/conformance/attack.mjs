// @ts-check
// Attacks on the sanitiser: what they leave behind, and where there is a Chromium, what of it really runs.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { runRunner } from './sharedRunners.mjs';

const hasChromium = (process.env.PATH ?? '')
  .split(path.delimiter)
  .some((folder) => existsSync(path.join(folder, 'chromium')));

/**
 * @returns {Promise<{ dangerous: number, executed: number | null, report: string }>} `executed` is null where no Chromium was there
 *   to run them.
 */
export async function attack() {
  const report = await runRunner('sanitize', 'adapter', hasChromium ? ['--chromium', '1'] : []);
  const counts = /static-dangerous (\d+) chromium-executed (\d+|not run|chromium failed)/.exec(
    report,
  );
  if (counts === null) throw new Error('The runner of the attacks printed no counts.');
  const [, dangerous = '', executed = ''] = counts;
  if (executed === 'chromium failed') throw new Error('Chromium could not run the attacks.');
  return {
    dangerous: Number(dangerous),
    executed: executed === 'not run' ? null : Number(executed),
    report,
  };
}
