// @ts-check
// What a person sees of the window: how long its frames take while something is done, and how long a key takes to be painted.
import { percentile } from '../median.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ p50: number, p99: number, max: number, over32: number, frames: number }} Frames */

// Texts, because they run in the page, where these names are not what they are in Node.
const startCounting = `(() => {
  const frames = [];
  let last = performance.now();
  const next = (now) => {
    frames.push(now - last);
    last = now;
    if (window.countedFrames === frames) requestAnimationFrame(next);
  };
  window.countedFrames = frames;
  requestAnimationFrame(next);
})()`;
const stopCounting = `(() => {
  const frames = window.countedFrames;
  window.countedFrames = null;
  return frames.slice(1);
})()`;

/**
 * @param {Page} page
 * @param {() => Promise<void>} work
 * @returns {Promise<Frames>} milliseconds between the frames that were drawn meanwhile
 */
export async function framesDuring(page, work) {
  await page.evaluate(startCounting);
  await work();
  const frames = /** @type {number[]} */ (await page.evaluate(stopCounting));
  return {
    p50: percentile(frames, 50),
    p99: percentile(frames, 99),
    max: percentile(frames, 100),
    over32: frames.filter((milliseconds) => milliseconds > 32).length,
    frames: frames.length,
  };
}

const giveUpMs = 20_000;

/**
 * @param {Page} page
 * @param {string} condition an expression in the page; what is waited for
 * @param {() => Promise<void>} press
 * @returns {Promise<number>} milliseconds from the key's arrival in the page to the frame in which the condition holds
 * @throws {Error} when it does not hold within twenty seconds
 */
export async function untilPainted(page, condition, press) {
  // The page must be listening before the key is pressed: keys and scripts reach it by different ways.
  await page.evaluate(`(() => {
    let pressed = null;
    const note = () => { pressed ??= performance.now(); };
    // A character that no key has, as an input method writes it, comes without a key.
    addEventListener('keydown', note, { capture: true, once: true });
    addEventListener('beforeinput', note, { capture: true, once: true });
    window.painted = new Promise((resolve) => {
      const givenUpAt = performance.now() + ${String(giveUpMs)};
      const look = (now) => {
        if (pressed !== null && (${condition})) {
          requestAnimationFrame(() => resolve(performance.now() - pressed));
        } else if (now > givenUpAt) resolve(null);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  })()`);
  await press();
  const milliseconds = /** @type {number | null} */ (await page.evaluate('window.painted'));
  if (milliseconds === null) throw new Error(`Never painted: ${condition}`);
  return milliseconds;
}
