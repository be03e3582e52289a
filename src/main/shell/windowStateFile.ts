import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, screen } from 'electron';
import { isReachable, parseWindowState, type WindowState } from './windowState';

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
 * Remembers a window's place and size. Written to a file beside it and renamed, so that a crash
 * in the middle leaves the old state whole.
 *
 * @throws when the file cannot be written.
 */
export function writeWindowState(file: string, window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
  const temporary = `${file}.new`;
  writeFileSync(temporary, JSON.stringify(state));
  renameSync(temporary, file);
}
