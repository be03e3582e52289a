import type { Rectangle } from 'electron';
import { z } from 'zod';

export const MINIMUM_SIZE = { width: 320, height: 400 };
export const DEFAULT_SIZE = { width: 1280, height: 800 };

/** How much of the window's top must be on a screen, so that a person can still take hold of it. */
const GRIP = { width: 120, height: 24 };

/** A window's place and size when it is neither maximised nor full screen, in screen pixels. */
export const WindowState = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(MINIMUM_SIZE.width).max(32_767),
  height: z.int().min(MINIMUM_SIZE.height).max(32_767),
  maximised: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

/** Reads a remembered state; null for text that is damaged in any way. */
export function parseWindowState(text: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * True when a person could reach a window that opened there.
 *
 * @param workAreas the free part of each screen that is connected now.
 */
export function isReachable(state: WindowState, workAreas: readonly Rectangle[]): boolean {
  return workAreas.some((area) => {
    const left = Math.max(state.x, area.x);
    const right = Math.min(state.x + state.width, area.x + area.width);
    const isTopOnScreen = state.y >= area.y && state.y + GRIP.height <= area.y + area.height;
    return isTopOnScreen && right - left >= GRIP.width;
  });
}
