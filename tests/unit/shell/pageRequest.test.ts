import { expect, test } from 'vitest';
import { isRequestAllowed } from '../../../src/main/shell/pageRequest';

const PICTURE = `app-img://${'ab'.repeat(32)}`;
const isAllowed = (url: string, resourceType: string): boolean =>
  isRequestAllowed({ url, resourceType }, false);

test.each([
  ['app://bundle/index.html', 'mainFrame'],
  ['app://bundle/index.html?x#y', 'mainFrame'],
  ['app://bundle/assets/a.js', 'script'],
  ['app://bundle/assets/a.css', 'stylesheet'],
  ['app://bundle/assets/a.woff2', 'font'],
  [PICTURE, 'image'],
  ['data:image/png;base64,AA', 'image'],
])('%s as %s is allowed', (url, resourceType) => {
  expect(isAllowed(url, resourceType)).toBe(true);
});

test.each([
  ['app://bundle/assets/a.js', 'mainFrame'],
  ['app://bundle/index.html', 'subFrame'],
  ['app://bundle.evil/a.js', 'script'],
  ['app://user@bundle/a.js', 'script'],
  [PICTURE, 'mainFrame'],
  [PICTURE, 'subFrame'],
  [PICTURE, 'script'],
  [PICTURE, 'xhr'],
  [PICTURE, 'object'],
  ['data:text/html,x', 'mainFrame'],
  ['data:text/html,x', 'subFrame'],
  ['data:text/javascript,x', 'script'],
  ['http://127.0.0.1/', 'image'],
  ['https://example.org/', 'mainFrame'],
  ['https://example.org/', 'ping'],
  ['ws://127.0.0.1/', 'webSocket'],
  ['wss://example.org/', 'webSocket'],
  ['file:///etc/passwd', 'image'],
  ['blob:app://bundle/1', 'image'],
  ['chrome://gpu', 'mainFrame'],
  ['devtools://devtools/bundled/index.html', 'mainFrame'],
  ['unknown:x', 'other'],
  ['', 'other'],
  ['no address', 'image'],
])('%j as %s is refused', (url, resourceType) => {
  expect(isAllowed(url, resourceType)).toBe(false);
});

test('only while developing do the developer tools load their own pages, and nothing else', () => {
  const devTools = { url: 'devtools://devtools/bundled/index.html', resourceType: 'mainFrame' };
  expect(isRequestAllowed(devTools, true)).toBe(true);
  expect(isRequestAllowed({ url: 'https://example.org/', resourceType: 'script' }, true)).toBe(
    false,
  );
});
