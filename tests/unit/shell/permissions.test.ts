import { expect, test } from 'vitest';
import { isPermitted } from '../../../src/main/shell/permissions';

const page = { isMainFrame: true, requestingUrl: 'app://bundle/index.html' };

test.each(['clipboard-sanitized-write', 'fullscreen'])("%s is for the app's own page", (name) => {
  expect(isPermitted(name, page)).toBe(true);
  expect(isPermitted(name, { ...page, isMainFrame: false })).toBe(false);
  expect(isPermitted(name, { isMainFrame: true })).toBe(false);
  for (const requestingUrl of [
    '',
    'about:blank',
    'app://bundle.evil/index.html',
    'https://a.example/',
  ]) {
    expect(isPermitted(name, { ...page, requestingUrl })).toBe(false);
  }
});

test.each(['clipboard-read', 'media', 'geolocation', 'openExternal', 'unknown', 'toString', ''])(
  '%j is for nobody',
  (name) => {
    expect(isPermitted(name, page)).toBe(false);
  },
);
