import type { WebContents } from 'electron';

/** How long a press may lead to a navigation: a click navigates at once. */
const GESTURE_LIFETIME = 1000;

const PRESSES: ReadonlySet<string> = new Set([
  'mouseDown',
  'mouseUp',
  'rawKeyDown',
  'keyDown',
  'gestureTap',
]);

/** One press or click that has not been used yet. */
export interface ClickGesture {
  /** True once for each press: a page cannot open ten addresses on one click. */
  take(): boolean;
}

/**
 * Watches what a person presses in a page. Electron does not say whether a navigation came from a
 * click, and only a click may open a browser: a page must not be able to do it by itself.
 */
export function watchClicks(contents: WebContents, now: () => number = Date.now): ClickGesture {
  let pressedAt: number | null = null;
  contents.on('input-event', (_event, input) => {
    if (PRESSES.has(input.type)) pressedAt = now();
  });
  return {
    take() {
      const fresh = pressedAt !== null && now() - pressedAt <= GESTURE_LIFETIME;
      pressedAt = null;
      return fresh;
    },
  };
}
