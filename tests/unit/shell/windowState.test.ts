import { expect, test } from 'vitest';
import { isReachable, parseWindowState } from '../../../src/main/shell/windowState';

const state = { x: 100, y: 50, width: 1280, height: 800, maximised: false };
const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const second = { x: 1920, y: -200, width: 1280, height: 1024 };

test('what was written is read', () => {
  expect(parseWindowState(JSON.stringify(state))).toEqual(state);
  expect(parseWindowState(JSON.stringify({ ...state, x: -1500 }))?.x).toBe(-1500);
});

test.each([
  '',
  'null',
  '{',
  '[]',
  JSON.stringify({ ...state, width: 1 }),
  JSON.stringify({ ...state, height: 1e9 }),
  JSON.stringify({ ...state, x: 0.5 }),
  JSON.stringify({ ...state, x: '100' }),
  JSON.stringify({ ...state, y: undefined }),
  JSON.stringify({ ...state, preload: '/tmp/x.js' }),
  JSON.stringify({ ...state, webPreferences: { nodeIntegration: true } }),
])('%j is no state', (text) => {
  expect(parseWindowState(text)).toBeNull();
});

test.each([
  ['on the screen', {}, true],
  ['partly beside it', { x: -1000 }, true],
  ['almost wholly to the left', { x: -1180 }, false],
  ['to the right', { x: 1900 }, false],
  ['with its top above the screen', { y: -10 }, false],
  ['with its top below the screen', { y: 1070 }, false],
  ['on a screen that is gone', { x: 2000, y: -100 }, false],
])('a window %s can be reached: %s', (_where, change, expected) => {
  expect(isReachable({ ...state, ...change }, [screen])).toBe(expected);
});

test('any screen will do, and without one nothing can be reached', () => {
  expect(isReachable({ ...state, x: 2000, y: -100 }, [screen, second])).toBe(true);
  expect(isReachable(state, [])).toBe(false);
});
