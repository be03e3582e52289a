import { expect, test } from 'vitest';
import { isTrustedSender, type Frame } from '../../../src/main/shell/callSender';

const contents = {};
const mainFrame: Frame = { url: 'app://bundle/index.html', origin: 'app://bundle' };
const known = { contents, mainFrame };

const judge = (frame: Frame): boolean =>
  isTrustedSender({ sender: contents, senderFrame: frame }, { contents, mainFrame: frame });

test('control: the main frame of the window on its own page may call', () => {
  expect(isTrustedSender({ sender: contents, senderFrame: mainFrame }, known)).toBe(true);
  expect(judge({ url: 'app://bundle/index.html?a#b', origin: 'app://bundle' })).toBe(true);
});

test('another page, another frame, a frame that is gone and no window may not', () => {
  expect(isTrustedSender({ sender: {}, senderFrame: mainFrame }, known)).toBe(false);
  expect(isTrustedSender({ sender: contents, senderFrame: { ...mainFrame } }, known)).toBe(false);
  expect(isTrustedSender({ sender: contents, senderFrame: null }, known)).toBe(false);
  expect(isTrustedSender({ sender: contents, senderFrame: mainFrame }, null)).toBe(false);
});

test('a frame that throws when it is read may not', () => {
  const gone: Frame = {
    get url(): string {
      throw new Error('The frame was disposed of.');
    },
    origin: 'app://bundle',
  };
  expect(judge(gone)).toBe(false);
});

test.each([
  ['', ''],
  ['about:blank', 'app://bundle'],
  ['about:srcdoc', 'app://bundle'],
  ['app://bundle/index.html', 'null'],
  ['app://bundle/index.html', 'https://bundle'],
  ['app://bundle/other.html', 'app://bundle'],
  ['app://bundle.evil/index.html', 'app://bundle.evil'],
  ['app://user@bundle/index.html', 'app://bundle'],
  ['app://bundle:80/index.html', 'app://bundle'],
  ['http://127.0.0.1/index.html', 'http://127.0.0.1'],
  ['https://bundle/index.html', 'app://bundle'],
  ['file:///index.html', 'file://'],
])('the main frame at %j with origin %j may not', (url, origin) => {
  expect(judge({ url, origin })).toBe(false);
});
