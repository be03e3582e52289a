/** The ways in which an article can try to lead its reader elsewhere, and the gestures of a mouse. */
import type { Page } from '@playwright/test';
import { CANARY } from './pageEvents';

export interface LinkKind {
  readonly name: string;
  /** @param address where it leads, unless the kind itself says where. */
  readonly markup: (address: string) => string;
  /** Whether an article may lead there at all. */
  readonly leadsOut: boolean;
  /** What to press where nothing was taken out of the markup. The word "Link" stands in all of them. */
  readonly pressed: string;
}

export const LINK_KINDS: readonly LinkKind[] = [
  link('plain', (address) => `<a href="${address}">Link</a>`, true),
  link('_blank', (address) => `<a href="${address}" target="_blank">Link</a>`, true),
  link('_top', (address) => `<a href="${address}" target="_top">Link</a>`, true),
  link('javascript:', () => `<a href="javascript:console.log('${CANARY}link')">Link</a>`, false),
  link('download', (address) => `<a href="${address}" download="file.bin">Link</a>`, true),
  {
    name: 'meta refresh',
    markup: (address) => `<meta http-equiv="refresh" content="0;url=${address}"><p>Link</p>`,
    leadsOut: false,
    pressed: 'p',
  },
  {
    name: 'form button',
    markup: (address) => `<form action="${address}"><p>Link</p><button>Go</button></form>`,
    leadsOut: false,
    pressed: 'button',
  },
  link('app://', () => '<a href="app://bundle/index.html?from=article">Link</a>', false),
  link('file://', () => '<a href="file:///etc/hostname">Link</a>', false),
];

function link(name: string, markup: LinkKind['markup'], leadsOut: boolean): LinkKind {
  return { name, markup, leadsOut, pressed: 'a' };
}

export interface Gesture {
  readonly name: string;
  readonly button: 'left' | 'middle';
  readonly key?: 'Control' | 'Shift';
}

export const GESTURES: readonly Gesture[] = [
  { name: 'left', button: 'left' },
  { name: 'middle', button: 'middle' },
  { name: 'ctrl+left', button: 'left', key: 'Control' },
  { name: 'shift+left', button: 'left', key: 'Shift' },
];

/** Where something stands in the window. */
export type Box = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/**
 * Does a gesture with the mouse of the whole page, as a hand would. Events sent by a script, or by
 * Electron's `sendInputEvent`, do not reach every frame, and a test with them would press nothing.
 */
export async function makeGesture(page: Page, gesture: Gesture, target: Box | null): Promise<void> {
  if (target === null) throw new Error('There is nothing to press.');
  const { x, y, width, height } = target;
  const { button, key } = gesture;
  if (key !== undefined) await page.keyboard.down(key);
  // Where a line of text begins: the middle of a wide paragraph may be empty.
  await page.mouse.click(x + Math.min(12, width / 2), y + height / 2, { button });
  if (key !== undefined) await page.keyboard.up(key);
}
