// @ts-check
// What a person does with a large library, by keyboard and wheel, and how long it takes until it is painted.
import { exactMedian, percentile } from '../median.mjs';
import { charactersOfRank, phraseOfRank, wordOfRank } from '../store/articleTexts.mjs';
import { framesDuring, untilPainted } from './frames.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const list = '[role="listbox"]';
const rows = `document.querySelectorAll('${list} [role="option"]')`;
const selected = `document.querySelector('${list} [aria-selected="true"]')`;
const articleTitle = `document.querySelector('iframe')?.contentDocument?.querySelector('h1')?.textContent`;
const unread = `document.querySelector('.list-unread')?.textContent ?? ''`;
/** The words under the box say what the answer on screen is an answer to, in quotation marks. */
const answered = `(document.querySelector('.search-words')?.textContent.match(/“[^”]*/g) ?? []).join('').replace(/[^\\p{L}]/gu, '')`;
/** A wheel turned hard: pixels at each frame. */
const wheel = 900;
const turns = 240;
const articles = 60;
const markRounds = 5;

/** @param {number[]} times */
const spread = (times) => ({ p50: percentile(times, 50), p95: percentile(times, 95) });

/** From the top of all articles down, thousands of rows. @param {Page} page */
export async function scroll(page) {
  await page.keyboard.press('4');
  await page.locator(list).hover();
  for (let turn = 0; turn < turns; turn += 1) {
    await page.mouse.wheel(0, wheel);
    await page.waitForTimeout(16);
  }
}

/** @param {Page} page */
export async function switchViews(page) {
  const times = [];
  for (let round = 0; round < 10; round += 1) {
    for (const [key, title] of /** @type {const} */ ([
      ['4', 'All articles'],
      ['2', 'Unread'],
    ])) {
      const isThere = `document.querySelector('.list-title')?.textContent === '${title}' && ${rows}.length > 0`;
      times.push(await untilPainted(page, isThere, () => page.keyboard.press(key)));
    }
  }
  return spread(times);
}

/** @param {Page} page */
export async function moveOn(page) {
  await page.keyboard.press('4');
  const times = [];
  for (let article = 0; article < articles; article += 1) {
    const before = JSON.stringify(await page.evaluate(`${articleTitle} ?? ''`));
    const isThere = `${selected} !== null && (${articleTitle} ?? '') !== ${before}`;
    times.push(await untilPainted(page, isThere, () => page.keyboard.press('j')));
  }
  return spread(times.slice(1));
}

/** Common and rare words, a phrase and two Chinese characters, letter by letter. @param {Page} page */
export async function search(page) {
  const searches = [wordOfRank(0), wordOfRank(3000), `"${phraseOfRank(0)}"`, charactersOfRank(0)];
  const times = [];
  await page.keyboard.press('Control+Shift+F');
  const box = page.getByRole('combobox', { name: 'Search' });
  for (const text of searches) {
    await box.fill('');
    for (const letter of text) {
      const typed = `${await box.inputValue()}${letter}`.replace(/[^\p{L}]/gu, '');
      const isThere = typed === '' ? 'true' : `${answered} === ${JSON.stringify(typed)}`;
      times.push(await untilPainted(page, isThere, () => typeLetter(page, letter)));
    }
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  return spread(times);
}

/** @param {Page} page @param {string} letter */
const typeLetter = (page, letter) =>
  /^[\x20-\x7e]$/.test(letter) ? page.keyboard.press(letter) : page.keyboard.insertText(letter);

/** Everything is marked read and that is taken back, a few times over. @param {Page} page */
export async function markAll(page) {
  await page.keyboard.press('2');
  await page.waitForSelector(`${list} [role="option"]`, { state: 'attached' });
  const before = String(await page.evaluate(unread));
  const count = Number(before.replace(/\D/g, ''));
  /** @type {number[]} */
  const marks = [];
  /** @type {number[]} */
  const undos = [];
  const frames = await framesDuring(page, async () => {
    for (let round = 0; round < markRounds; round += 1) {
      const isRead = `(${unread}) === ''`;
      marks.push(await untilPainted(page, isRead, () => page.keyboard.press('Shift+A')));
      const isBack = `(${unread}) === ${JSON.stringify(before)}`;
      undos.push(await untilPainted(page, isBack, () => page.keyboard.press('z')));
    }
  });
  const whole = (/** @type {number[]} */ times) => Math.round(exactMedian(times));
  return { count, frames, markMs: whole(marks), undoMs: whole(undos) };
}
