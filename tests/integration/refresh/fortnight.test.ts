/**
 * A fortnight of a hundred feeds, with all that happens to a computer in one (protocol F24). This
 * is the one place without a network: the publishers are in memory, and all else is the real engine.
 */
import { expect, test } from 'vitest';
import { engine, temporaryFolder } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { publishers, SimulatedWeb, type SimulatedRequest } from './simulatedWeb';
import { DAY_MS, HOUR_MS, MINUTE_MS, quiet } from './subscribed';

const FEEDS = 100;
const LONGEST_UNASKED_MS = 25 * HOUR_MS;
const MOST_IN_A_MINUTE = 30;
const PROBE_EVERY_MS = 8 * DAY_MS;
const PATIENCE_MS = 180_000;

class Life {
  readonly time = new TestTime();
  readonly web: SimulatedWeb;
  readonly starts: number[] = [];
  readonly #directory = temporaryFolder();
  #reader: RunningEngine | null = null;
  /** Spans in which nothing could be asked, in steady time. */
  readonly #away: { readonly from: number; readonly to: number }[] = [];

  private constructor() {
    this.web = new SimulatedWeb(publishers(FEEDS), this.time.steadyNow);
  }

  /** A reader whose feeds have just been imported, and so asked for the first time. */
  static async begin(): Promise<Life> {
    const life = new Life();
    const reader = life.start();
    const outlines = publishers(FEEDS).map(({ url }) => `<outline xmlUrl="${url}"/>`);
    const text = `<opml version="2.0"><body>${outlines.join('')}</body></opml>`;
    await reader.api['opml.import']({ text });
    await quiet(reader);
    return life;
  }

  start(): RunningEngine {
    const { time, web } = this;
    const reader = engine({
      web,
      clock: time,
      later: time.later,
      random: () => 0.5,
      directory: this.#directory,
    });
    this.#reader = reader;
    this.starts.push(time.steadyNow());
    reader.engine.startBackgroundWork();
    return reader;
  }

  async stop(): Promise<void> {
    await this.#running().close();
  }

  async live(milliseconds: number): Promise<void> {
    const end = this.time.steadyNow() + milliseconds;
    while (this.time.steadyNow() < end) {
      await quiet(this.#running());
      this.time.pass(Math.min(MINUTE_MS, end - this.time.steadyNow()));
    }
    await quiet(this.#running());
  }

  /** Time in which the app does not run, or the machine sleeps: it only goes by. */
  away(milliseconds: number): void {
    const from = this.time.steadyNow();
    this.time.sleep(milliseconds);
    this.#away.push({ from, to: this.time.steadyNow() });
  }

  notice(notice: 'woke' | 'online' | 'offline'): void {
    this.#running().engine.notice(notice);
  }

  /** The promises of F24, for everything that was asked since the import. */
  check(): void {
    const { requests } = this.web;
    const byFeed = new Map<string, SimulatedRequest[]>();
    for (const request of requests) {
      const known = byFeed.get(request.url);
      if (known === undefined) byFeed.set(request.url, [request]);
      else known.push(request);
    }
    expect(byFeed.size).toBe(FEEDS);
    expect(shortestGap(byFeed)).toBeGreaterThanOrEqual(HOUR_MS);
    expect(this.#longestUnasked(byFeed)).toBeLessThanOrEqual(LONGEST_UNASKED_MS);
    for (const start of this.starts.slice(1)) {
      expect(mostWithin(requests, start, start + MINUTE_MS)).toBeLessThanOrEqual(MOST_IN_A_MINUTE);
    }
    const imported = this.starts[0] ?? 0;
    const later = requests.filter(({ at }) => at > imported + MINUTE_MS);
    expect(busiestMinute(later)).toBeLessThanOrEqual(MOST_IN_A_MINUTE);
    checkConditional(byFeed);
  }

  /** The longest time that any feed waited while it could have been asked. */
  #longestUnasked(byFeed: ReadonlyMap<string, readonly SimulatedRequest[]>): number {
    const end = this.time.steadyNow();
    let longest = 0;
    for (const requests of byFeed.values()) {
      const times = [...requests.map(({ at }) => at), end];
      for (const [index, at] of times.slice(1).entries()) {
        const before = times[index] ?? 0;
        const away = this.#away
          .map(({ from, to }) => Math.max(0, Math.min(to, at) - Math.max(from, before)))
          .reduce((sum, span) => sum + span, 0);
        longest = Math.max(longest, at - before - away);
      }
    }
    return longest;
  }

  #running(): RunningEngine {
    if (this.#reader === null) throw new Error('Nothing runs.');
    return this.#reader;
  }
}

function shortestGap(byFeed: ReadonlyMap<string, readonly SimulatedRequest[]>): number {
  let shortest = Infinity;
  for (const requests of byFeed.values()) {
    for (const [index, { at }] of requests.slice(1).entries()) {
      shortest = Math.min(shortest, at - (requests[index]?.at ?? 0));
    }
  }
  return shortest;
}

const mostWithin = (requests: readonly SimulatedRequest[], from: number, to: number): number =>
  requests.filter(({ at }) => at >= from && at < to).length;

function busiestMinute(requests: readonly SimulatedRequest[]): number {
  return Math.max(0, ...requests.map(({ at }) => mostWithin(requests, at, at + MINUTE_MS)));
}

/**
 * After its first time a feed whose server names versions is asked for them, always, but for the probe
 * of every eighth day (F3.06); and nearly all requests are of that kind.
 */
function checkConditional(byFeed: ReadonlyMap<string, readonly SimulatedRequest[]>): void {
  const later = [...byFeed.values()].flatMap((requests) => requests.slice(1));
  const conditional = later.filter(({ isConditional }) => isConditional);
  expect(conditional.length / later.length).toBeGreaterThanOrEqual(0.95);
  for (const requests of byFeed.values()) {
    if (requests[0]?.hasValidators !== true) continue;
    let wholeAt = -Infinity;
    for (const { at, isConditional, status } of requests) {
      if (!isConditional) expect(at - wholeAt).toBeGreaterThanOrEqual(PROBE_EVERY_MS);
      if (status === 200) wholeAt = at;
    }
  }
}

test(
  '[F24.01] a fortnight of nothing special',
  async () => {
    const life = await Life.begin();
    await life.live(14 * DAY_MS);
    life.check();
  },
  PATIENCE_MS,
);

test(
  '[F24.02] the app is closed for three days',
  async () => {
    const life = await Life.begin();
    await life.live(DAY_MS);
    await life.stop();
    life.away(3 * DAY_MS);
    life.start();
    await life.live(2 * DAY_MS);
    life.check();
    const [, start = 0] = life.starts;
    // After three days everything is due, and all of it is asked, but not at once.
    expect(mostWithin(life.web.requests, start, start + MINUTE_MS)).toBe(MOST_IN_A_MINUTE);
    expect(mostWithin(life.web.requests, start, start + 4 * MINUTE_MS)).toBe(FEEDS);
  },
  PATIENCE_MS,
);

test(
  '[F24.03] the machine sleeps at night, and wakes without a network at first',
  async () => {
    const life = await Life.begin();
    for (let night = 0; night < 4; night += 1) {
      await life.live(14 * HOUR_MS);
      life.notice('offline');
      life.away(10 * HOUR_MS);
      life.notice('woke');
      await life.live(2 * MINUTE_MS);
      life.notice('online');
    }
    await life.live(HOUR_MS);
    life.check();
  },
  PATIENCE_MS,
);

test(
  '[F24.04] the app is started thirty times in an hour',
  async () => {
    const life = await Life.begin();
    await life.live(5 * HOUR_MS);
    for (let start = 0; start < 30; start += 1) {
      await life.live(2 * MINUTE_MS);
      await life.stop();
      life.start();
    }
    await life.live(5 * HOUR_MS);
    life.check();
  },
  PATIENCE_MS,
);

test(
  '[F24.05] the clock is a year ahead for a while',
  async () => {
    const life = await Life.begin();
    await life.live(5 * HOUR_MS);
    life.time.set(365 * DAY_MS);
    await life.live(3 * HOUR_MS);
    life.time.set(-365 * DAY_MS);
    await life.live(2 * DAY_MS);
    life.check();
  },
  PATIENCE_MS,
);

test(
  '[F24.06] the clock is set back by a day, while the app runs and while it does not',
  async () => {
    const life = await Life.begin();
    await life.live(5 * HOUR_MS);
    life.time.set(-DAY_MS);
    await life.live(2 * DAY_MS);
    await life.stop();
    life.time.set(-DAY_MS);
    life.start();
    await life.live(2 * DAY_MS);
    life.check();
  },
  PATIENCE_MS,
);

test('the check sees a reader that asks too often, too seldom or all at once', () => {
  const requests = (...times: readonly number[]): Map<string, SimulatedRequest[]> =>
    new Map([
      [
        'https://a.example/',
        times.map((at) => ({
          url: 'https://a.example/',
          at,
          isConditional: at > 0,
          hasValidators: true,
          status: 200,
        })),
      ],
    ]);
  expect(shortestGap(requests(0, HOUR_MS, 2 * HOUR_MS - 1))).toBe(HOUR_MS - 1);
  expect(busiestMinute(requests(0, 1, 2, MINUTE_MS).get('https://a.example/')!)).toBe(3);
  const whole = requests(0, HOUR_MS).get('https://a.example/')!;
  const again = whole.map((request) => ({ ...request, isConditional: false }));
  expect(() => {
    checkConditional(new Map([['https://a.example/', again]]));
  }).toThrow();
});
