/** Clocks that are wrong for a while: nothing is ordered anew, deleted for its age, or never asked again. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FeedId } from '../../../src/shared/model';
import { items, rss } from '../../support/builders';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import type { RunningEngine } from '../../support/startEngine';
import { TestTime } from '../../support/testTime';
import { list, PATIENCE_MS, subscribe } from '../engine/reading';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const YEAR_MS = 365 * DAY_MS;

/** A reader with two feeds, one of which was removed an hour ago. */
class Life {
  private constructor(
    readonly time: TestTime,
    readonly server: FeedServer,
    private reader: RunningEngine,
    readonly removed: FeedId,
    private readonly order: readonly number[],
  ) {}

  static async begin(start?: number): Promise<Life> {
    const time = new TestTime(start);
    const server = await feedServer();
    server.serve('/kept', rss([...items(5, time.now() - DAY_MS), { guid: 'undated', title: 'Undated' }], 'Kept'));
    server.serve('/removed', rss(items(3), 'Removed'));
    const reader = engine({ clock: time, later: time.later });
    reader.engine.startBackgroundWork();
    await subscribe(reader, server.url('/kept'));
    const removed = await subscribe(reader, server.url('/removed'));
    await reader.api['feeds.unsubscribe']({ feedId: removed });
    const order = (await list(reader)).map(({ id }) => id);
    expect(order).toHaveLength(6);
    time.pass(HOUR_MS);
    return new Life(time, server, reader, removed, order);
  } // prettier-ignore

  /** Ends the app and starts it again, with all that it does by itself. */
  async restart(): Promise<void> {
    await this.reader.close();
    const { directory } = this.reader;
    this.reader = engine({ clock: this.time, later: this.time.later, directory });
    this.reader.engine.startBackgroundWork();
    // Clearing up takes a few turns of the engine for each feed.
    for (let turn = 0; turn < 50; turn += 1) await nextTurn();
    await this.over();
  }

  /** Lets the app run, so that whatever is due is asked. */
  async live(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 10 * MINUTE_MS) {
      this.time.pass(10 * MINUTE_MS);
      await this.over();
    }
  }

  /** Waits until no refresh is under way. */
  private async over(): Promise<void> {
    const state = async (): Promise<string> =>
      (await this.reader.api['refresh.status']({}))?.state ?? 'none';
    if ((await state()) !== 'running') return;
    await expect.poll(state, { timeout: PATIENCE_MS, interval: 5 }).not.toBe('running');
  }

  /** An edit of an article that is known must not move it. */
  publishEdit(): void {
    const [first, ...others] = items(5, this.time.now() - 2 * DAY_MS);
    const edited = { ...first!, title: `Edited ${String(this.time.now())}` };
    this.server.serve('/kept', rss([edited, ...others, { guid: 'undated', title: 'Undated, edited' }], 'Kept'));
  } // prettier-ignore

  /** Everything stands as it stood, the removed feed can come back, and the other is asked again. */
  async check(): Promise<void> {
    const { api } = this.reader;
    expect((await list(this.reader)).map(({ id }) => id)).toEqual(this.order);
    const before = this.server.countOf('/kept');
    await this.live(DAY_MS);
    const asked = this.server.countOf('/kept') - before;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(DAY_MS / (30 * MINUTE_MS));
    expect((await list(this.reader)).map(({ id }) => id)).toEqual(this.order);
    await api['feeds.restore']({ feedId: this.removed });
    expect(await list(this.reader, { kind: 'feed', feedId: this.removed })).toHaveLength(3);
    expect(this.reader.problems).toEqual([]);
  }
}

describe('a clock', () => {
  test('[D12.1] that is a year ahead for a while, over several starts, does no harm', { timeout: 60_000 }, async () => {
    const life = await Life.begin();
    life.time.set(YEAR_MS);
    life.publishEdit();
    await life.restart();
    await life.live(3 * HOUR_MS);
    await life.restart();
    await life.live(HOUR_MS);
    life.time.set(-YEAR_MS);
    await life.restart();
    await life.check();
  }); // prettier-ignore

  test('[D12.2] that is set back by a day does no harm', { timeout: 60_000 }, async () => {
    const life = await Life.begin();
    life.time.set(-DAY_MS);
    life.publishEdit();
    await life.restart();
    await life.check();
  }); // prettier-ignore

  test('[D12.3] that follows summer time does no harm, at its end or its beginning', { timeout: 60_000 }, async () => {
    const { TZ } = process.env;
    process.env.TZ = 'Europe/Berlin';
    onTestFinished(() => {
      if (TZ === undefined) delete process.env.TZ;
      else process.env.TZ = TZ;
    });
    for (const change of [Date.UTC(2026, 9, 25, 1), Date.UTC(2027, 2, 28, 1)]) {
      const life = await Life.begin(change - 3 * HOUR_MS);
      const hourBefore = new Date(change - MINUTE_MS).getHours();
      const hourAfter = new Date(change).getHours();
      expect(hourAfter - hourBefore).not.toBe(1);
      await life.restart();
      life.publishEdit();
      await life.live(6 * HOUR_MS);
      await life.check();
    }
  }); // prettier-ignore

  test('[D12.4] that begins in 1970, as without a battery, does no harm', { timeout: 60_000 }, async () => {
    const life = await Life.begin();
    const right = life.time.now();
    life.time.set(-right);
    life.publishEdit();
    await life.restart();
    await life.live(HOUR_MS);
    life.time.set(right);
    await life.restart();
    await life.restart();
    await life.check();
  }); // prettier-ignore
});

test('control: by a clock that is right the removed feed is deleted after a week', { timeout: 60_000 }, async () => {
  const life = await Life.begin();
  life.time.pass(8 * DAY_MS);
  await life.restart();
  await expect(life.check()).rejects.toThrow('There is no such feed');
}); // prettier-ignore
