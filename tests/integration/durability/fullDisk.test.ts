/**
 * A disk that becomes full while the app runs: a refresh fills it, then another program takes the
 * rest. Nothing crashes, nothing that was kept is lost, and with room again all goes on.
 */
import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../../src/shared/contract/index';
import type { LibrarySpace } from '../../../src/shared/model';
import { rss, type RssItem } from '../../support/builders';
import { FeedServer } from '../../support/feedServer';
import { LIBRARY_FILE } from '../../support/library';
import { mountSmallDisk, type SmallDisk } from '../../support/smallDisk';
import { startEngine, type RunningEngine } from '../../support/startEngine';
import { failureOf } from '../engine/failureOf';
import { HOUR_MS, list, refresh, subscribe } from '../engine/reading';

const BALLAST_BYTES = 256 * 1024;
/** Each of them takes far more than any disk here has; the last ones cannot be kept. */
const MOST_ROUNDS = 40;

/** Articles whose texts cannot be packed. */
function heavyItems(round: number): RssItem[] {
  return Array.from({ length: 10 }, (_, index) => {
    const name = `${String(round)}-${String(index)}`;
    return { guid: name, title: `Heavy ${name}`, description: randomBytes(15_000).toString('base64') };
  });
} // prettier-ignore

interface Course {
  readonly reader: RunningEngine;
  readonly disk: SmallDisk;
  /** Ended by itself, with a failure. */
  readonly fullRefresh: { readonly state: string; readonly failed: number };
  /** What the person was told from the first failure until there was room again. */
  readonly told: readonly LibrarySpace[];
  readonly problems: string;
  /** Articles before the disk was full, and after everything. */
  readonly before: ReadonlyMap<number, string>;
  readonly after: ReadonlyMap<number, string>;
  readonly isBookmarkedAfterwards: boolean | undefined;
  readonly readWhileFull: number;
  readonly opened: string;
  readonly markedWhileFull: number;
  readonly refusedMarks: readonly string[];
  /** Marks that the lists showed then, without the one from before. */
  readonly shownMarks: number;
  readonly refusal: { readonly code: string };
  readonly feedsBeforeRefusal: number;
  readonly feedsAfterRefusal: number;
  readonly verdictWhileFull: unknown;
  readonly verdict: unknown;
  readonly othersTitles: readonly string[];
  readonly addedAfterwards: number;
  readonly askedInBackground: number;
}

/** Every article by its number: title, and whether it is read. */
async function kept(reader: RunningEngine): Promise<ReadonlyMap<number, string>> {
  const rows = new Map<number, string>();
  let before: Output<'articles.list'>['next'] = null;
  do {
    const query = { scope: { kind: 'all' }, show: 'all', before, limit: 200 } as const;
    const page: Output<'articles.list'> = await reader.api['articles.list'](query);
    for (const { id, title, isRead } of page.rows) rows.set(id, `${title} ${String(isRead)}`);
    before = page.next;
  } while (before !== null);
  return rows;
}

function verdictOf({ directory }: RunningEngine): unknown {
  const database = new Database(join(directory, LIBRARY_FILE), { readonly: true });
  try {
    return database.pragma('integrity_check', { simple: true });
  } finally {
    database.close();
  }
}

const outlines = (round: number): string => {
  const feeds = Array.from({ length: 40 }, (_, index) => {
    const name = `${String(round)}-${String(index)}-${randomBytes(200).toString('hex')}`;
    return `<outline text="${name}" xmlUrl="https://feed.invalid/${name}"/>`;
  });
  return `<opml><body>${feeds.join('')}</body></opml>`;
};

async function run(disk: SmallDisk, server: FeedServer): Promise<Course> {
  const reader = startEngine({ directory: join(disk.directory, 'profile') });
  const ballast = join(disk.directory, 'ballast.bin');
  const spaces = (): LibrarySpace[] =>
    reader.events.flatMap((event) => (event.name === 'library.space' ? [event.payload.space] : []));

  server.serve(
    '/feed',
    rss([
      { guid: 'a', title: 'A' },
      { guid: 'b', title: 'B' },
    ]),
  );
  await subscribe(reader, server.url('/feed'));
  // Its first look sets space aside. The feed is due again, and is not asked.
  reader.letTimePass(24 * HOUR_MS);
  const asked = server.countOf('/feed');
  reader.engine.startBackgroundWork();
  const askedInBackground = server.countOf('/feed') - asked;
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES, 1));
  const [first, second] = await list(reader);
  await reader.api['articles.setBookmarked']({ id: first!.id, bookmarked: true });
  await reader.api['articles.setRead']({ ids: [second!.id], read: true });

  let fullRefresh = { state: 'running', failed: 0 };
  let before: ReadonlyMap<number, string> = new Map();
  for (let round = 0; round < MOST_ROUNDS && fullRefresh.failed === 0; round += 1) {
    before = await kept(reader);
    server.serve('/feed', rss(heavyItems(round)));
    fullRefresh = await refresh(reader);
  }
  const marks = await list(reader);
  disk.fill();
  let markedWhileFull = 0;
  // A disk as small as this has few in reserve; what comes after them must fail as it should.
  const refusedMarks: string[] = [];
  for (const { id } of marks.filter(({ isBookmarked }) => !isBookmarked)) {
    const call = reader.api['articles.setBookmarked']({ id, bookmarked: true });
    const code = await call.then(
      () => null,
      async () => (await failureOf(call)).code,
    );
    if (code === null) markedWhileFull += 1;
    else refusedMarks.push(code);
  }
  const shownMarks = (await list(reader, { kind: 'bookmarks' })).length - 1;
  let refusal = { code: 'none' };
  let feedsBeforeRefusal = 0;
  for (let round = 0; round < MOST_ROUNDS && refusal.code === 'none'; round += 1) {
    disk.fill();
    feedsBeforeRefusal = (await reader.api['feeds.list']({})).feeds.length;
    const call = reader.api['opml.import']({ text: outlines(round) });
    refusal = await call.then(
      () => refusal,
      () => failureOf(call),
    );
  }
  const { feeds } = await reader.api['feeds.list']({});
  const { title } = await reader.api['articles.get']({ id: first!.id });
  const readWhileFull = (await list(reader)).length;
  const verdictWhileFull = verdictOf(reader);
  // What is said again at each look is the same news.
  const told = spaces().filter((space, index, all) => space !== all[index - 1]);

  disk.free();
  rmSync(ballast);
  server.serve('/other', rss([{ guid: 'other', title: 'Other' }]));
  const other = await subscribe(reader, server.url('/other'));
  const othersTitles = (await list(reader, { kind: 'feed', feedId: other })).map(
    (row) => row.title,
  );
  server.serve('/feed', rss([{ guid: 'c', title: 'C' }]));
  const { added } = await refresh(reader, { kind: 'feed', feedId: marks[0]!.feedId });
  return {
    reader,
    disk,
    fullRefresh,
    told,
    problems: reader.problems.join('\n'),
    before,
    after: await kept(reader),
    isBookmarkedAfterwards: (await list(reader, { kind: 'bookmarks' })).some(
      ({ id }) => id === first!.id,
    ),
    readWhileFull,
    opened: title,
    markedWhileFull,
    refusedMarks,
    shownMarks,
    refusal,
    feedsBeforeRefusal,
    feedsAfterRefusal: feeds.length,
    verdictWhileFull,
    verdict: verdictOf(reader),
    othersTitles,
    addedAfterwards: added,
    askedInBackground,
  };
}

describe.each([
  { name: 'a tmpfs of 1 MB', kind: 'tmpfs', megabytes: 1, first: 1 },
  { name: 'a tmpfs of 4 MB', kind: 'tmpfs', megabytes: 4, first: 7 },
  { name: 'an ext4 of 8 MB', kind: 'ext4', megabytes: 8, first: 13 },
] as const)('on $name', ({ kind, megabytes, first }) => {
  let course: Course;

  beforeAll(async () => {
    const disk = mountSmallDisk(kind, megabytes);
    const server = await FeedServer.start();
    try {
      course = await run(disk, server);
    } catch (error) {
      await server.kill();
      disk.unmount();
      throw error;
    }
    return async () => {
      await course.reader.close();
      await server.kill();
      disk.unmount();
    };
  }, 120_000);

  const at = (index: number): string => `[D5.${String(first + index).padStart(2, '0')}]`;

  test(`${at(0)} a refresh that finds it full ends by itself, and that is told once`, () => {
    expect(course.fullRefresh).toMatchObject({ state: 'finished', failed: 1 });
    expect(course.problems).toMatch(/SQLITE_FULL|database or disk is full/);
    expect(course.told).toEqual(['low', 'full']);
    expect(course.askedInBackground).toBe(0);
  });

  test(`${at(1)} reading goes on`, () => {
    expect(course.readWhileFull).toBeGreaterThan(2);
    expect(['A', 'B']).toContain(course.opened);
  });

  test(`${at(2)} the library stays sound`, () => {
    expect(course.verdictWhileFull).toBe('ok');
    expect(course.verdict).toBe('ok');
  });

  test(`${at(3)} what could not be kept is not shown as kept, but the reader's own marks are`, () => {
    expect(course.refusal.code).toBe('storage');
    expect(course.feedsAfterRefusal).toBe(course.feedsBeforeRefusal);
    expect(course.markedWhileFull).toBeGreaterThan(2);
    expect(course.shownMarks).toBe(course.markedWhileFull);
    expect(new Set([...course.refusedMarks, 'storage'])).toEqual(new Set(['storage']));
  });

  test(`${at(4)} writing goes on without a restart as soon as there is room`, () => {
    expect(course.othersTitles).toEqual(['Other']);
    expect(course.addedAfterwards).toBe(1);
  });

  test(`${at(5)} nothing that was there before is lost`, () => {
    expect(course.before.size).toBeGreaterThanOrEqual(2);
    const lost = [...course.before].filter(([id, row]) => course.after.get(id) !== row);
    expect(lost).toEqual([]);
    expect(course.isBookmarkedAfterwards).toBe(true);
  });
});
