import { readFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import { isReachable, parseWindowState, type WindowState } from './windowState';
import { writeWhole } from './writeWhole';

/** Reads the remembered state; null when there is none, or none a window could open with. */
export function readWindowState(file: string): WindowState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return null;
  }
  const state = parseWindowState(text);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  return state !== null && isReachable(state, workAreas) ? state : null;
}

/**
 * Remembers a window's place and size.
 *
 * @throws when the file cannot be written.
 */
export function writeWindowState(file: string, window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  writeWhole(file, JSON.stringify(state));
}
