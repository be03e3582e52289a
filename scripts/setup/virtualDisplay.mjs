// @ts-check
// A display for machines that have none: Xvfb on a number that is free. It is ours, so it is also ours to end.
import { spawn } from 'node:child_process';
import { SetupFailure } from './failure.mjs';

const startsWithin = 10_000;
const program = 'Xvfb';
const screen = '1600x1000x24';

/** @returns {boolean} whether this machine has no display to open a window on */
export function lacksDisplay() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Starts a virtual display. It ends with this process at the latest.
 * @returns {Promise<{ name: string, stop: () => void }>} its name for the variable DISPLAY, and how to end it
 * @throws {SetupFailure} when it does not start within 10 seconds
 */
export async function startVirtualDisplay() {
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    // Outside the terminal's group of processes: Ctrl-C must reach the window before its display goes away.
    detached: true,
  });
  const stop = () => {
    server.kill('SIGTERM');
  };
  process.on('exit', stop);
  const number = await new Promise((resolve) => {
    let text = '';
    setTimeout(() => resolve(undefined), startsWithin).unref();
    server.on('error', () => resolve(undefined));
    server.on('exit', () => resolve(undefined));
    server.stdio[3]?.on('data', (piece) => {
      text += String(piece);
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  if (number === undefined) {
    stop();
    throw new SetupFailure(
      'The virtual display (Xvfb) did not start.',
      'Install the system package xvfb, or run the command where there is a display.',
    );
  }
  return { name: `:${String(number)}`, stop };
}
