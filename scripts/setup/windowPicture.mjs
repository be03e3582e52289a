// @ts-check
// Opens the application's window from outside and takes a picture of it, which shows on a machine without a display that the window
// is really there. The application itself knows nothing of this.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SetupFailure } from './failure.mjs';
import { say } from './progress.mjs';
import { inProject, projectFolder } from './projectFolder.mjs';
import { withoutColours } from './withoutColours.mjs';

const windowWithin = 60_000;
const picture = path.join('test-results', 'start-window.png');
const details = path.join('test-results', 'start.log');
const isDrawn = 'document.readyState === "complete" && document.body.innerText.trim() !== ""';

/**
 * Opens the window, takes a picture of it, and waits for it to be closed.
 * @param {import('./electronRuntime.mjs').ElectronRuntime} runtime
 * @param {NodeJS.ProcessEnv} environment
 * @param {boolean} once whether to close the window after the picture
 * @returns {Promise<number>} the exit code
 * @throws {SetupFailure} when no window appears within a minute
 */
export async function openAndPhotograph(runtime, environment, once) {
  mkdirSync(inProject('test-results'), { recursive: true });
  rmSync(inProject(details), { force: true });
  const { _electron } = await import('@playwright/test');
  const began = Date.now();
  const application = await _electron
    .launch({
      executablePath: runtime.executablePath,
      args: [...runtime.args, projectFolder],
      env: definedOnly({ ...environment, ...runtime.env }),
      // Whether to do without the sandbox is decided by the switches above; otherwise it stays on.
      chromiumSandbox: true,
      timeout: windowWithin,
    })
    .catch(noWindow);
  const closed = new Promise((resolve) => {
    application.process().on('exit', (code) => resolve(code ?? 0));
  });
  try {
    const page = await application.firstWindow({ timeout: windowWithin });
    await untilDrawn(page, began + windowWithin);
    await page.evaluate('document.fonts.ready.then(() => undefined)');
    say(`The window is open (${((Date.now() - began) / 1000).toFixed(1)} s).`);
    await page.screenshot({ path: inProject(picture) });
    say(`A picture of it is in ${picture}.`);
  } catch (error) {
    await application.close().catch(() => {});
    noWindow(error);
  }
  if (once) await application.close();
  else say('It stays open until Ctrl-C.');
  const code = Number(await closed);
  return once ? 0 : code;
}

/**
 * Asks again and again: Playwright's own waiting runs text as code inside the page, which the page's content policy forbids.
 * @param {import('@playwright/test').Page} page
 * @param {number} deadline milliseconds since 1970
 */
async function untilDrawn(page, deadline) {
  while (!(await page.evaluate(isDrawn))) {
    if (Date.now() > deadline) throw new Error('The page stayed empty.');
    await setTimeout(50);
  }
}

/**
 * @param {unknown} error
 * @returns {never}
 */
function noWindow(error) {
  const text = error instanceof Error ? error.message : String(error);
  const plain = withoutColours(text);
  writeFileSync(inProject(details), plain);
  const cause = /\b(\w*Error: .*)/.exec(plain)?.[1];
  throw new SetupFailure(
    `The window did not open${cause === undefined ? '' : ` (${cause.trim()})`}.`,
    `Close any other Broadsheet that is open and run the command again; otherwise read ${details} for what Electron said.`,
  );
}

/** @param {NodeJS.ProcessEnv} environment @returns {Record<string, string>} */
function definedOnly(environment) {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
