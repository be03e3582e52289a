/** Engines that look for icons while a test lets time pass, and what they show and asked for. */
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { Feed } from '../../../src/shared/model';
import { engine } from '../../support/forOneTest';
import type { FeedServer } from '../../support/feedServer';
import type { RunningEngine, StartOptions } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { PATIENCE_MS } from './reading';

export const IMAGE = { contentType: 'image/png' };
/** Between two hosts, and before the first. */
export const SPACING_MS = 10_000;
export const DAY_MS = 86_400_000;
/** A page that names its icons. */
export const sitePage = (...icons: string[]): string =>
  `<!doctype html><html><head>${icons.map((href) => `<link rel="icon" href="${href}">`).join('')}</head></html>`;

/** An engine whose time passes as the test says. */
export interface Timed extends RunningEngine {
  readonly time: TestTime;
}

export function timedEngine(options: StartOptions = {}, time = new TestTime()): Timed {
  return { ...engine({ clock: time, later: time.later, ...options }), time };
}

/** Lets the time come for one host, and waits until its search is over. */
export async function look({ time }: Timed): Promise<void> {
  time.pass(SPACING_MS);
  await expect.poll(() => time.untilNext(), { timeout: PATIENCE_MS }).toBe(SPACING_MS);
}

/** Refreshes everything, which tells the search that there may be something to do. */
export async function refreshAll({ api, waitFor }: Timed): Promise<void> {
  const { runId } = await api['refresh.start']({ scope: { kind: 'all' } });
  await waitFor('refresh.progress', (run) => run.runId === runId && run.state === 'finished');
}

export async function feeds({ api }: Timed): Promise<Feed[]> {
  return (await api['feeds.list']({})).feeds;
}

/** Bytes and kind of the icon that a feed shows, as the window would get them. */
export async function shownIcon(
  reader: Timed,
): Promise<{ bytes: Buffer; contentType: string } | null> {
  const [feed] = await feeds(reader);
  const located = feed?.iconId == null ? null : reader.engine.locateMedia(feed.iconId);
  return located === null
    ? null
    : { bytes: readFileSync(located.path), contentType: located.contentType };
}

/** Addresses asked that were no feed. */
export const asked = (server: FeedServer): string[] =>
  server.requests.map(({ path }) => path).filter((path) => !path.startsWith('/feed'));
