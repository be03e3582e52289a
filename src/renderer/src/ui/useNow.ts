import { useSyncExternalStore } from 'react';

/** Relative times are told in minutes, so one look at the clock a minute serves them all. */
const TICK = 30_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      for (const listen of listeners) listen();
    }, TICK);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time, rounded to half a minute by one clock for the whole window. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** The same time outside of rendering, so that nothing is a day ahead of what is on screen. */
export function nowOnScreen(): number {
  return now;
}

/** Midnight before `time` where the reader is. */
export function startOfDay(time: number): number {
  return new Date(time).setHours(0, 0, 0, 0);
}
