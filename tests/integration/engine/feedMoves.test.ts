/** What happens to articles and marks when a feed gets another address (protocol I6). */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { ArticleRow, FeedId } from '../../../src/shared/model';
import { rss, type RssItem } from '../../support/builders';
import type { FeedServer } from '../../support/feedServer';
import { engine, feedServer } from '../../support/forOneTest';
import { SelfSignedServer } from '../../support/selfSignedServer';
import type { RunningEngine } from '../../support/startEngine';
import { list, PATIENCE_MS, refresh, subscribe } from './reading';

const day = 86_400_000;

/** With a guid, with a link alone, and with nothing but a title and words. */
const entries = (scheme = 'http', more: RssItem[] = []): RssItem[] => [
  ...more,
  { guid: 'g', link: `${scheme}://example.org/g`, title: 'With a guid' },
  { link: `${scheme}://example.org/l`, title: 'With a link' },
  { title: 'With words', description: 'Only words.' },
];
const news: RssItem = { guid: 'n', title: 'New' };

interface Reading extends RunningEngine {
  readonly server: FeedServer;
  readonly feedId: FeedId;
}

/** Subscribed at `/old`; one article is read, another one bookmarked. */
async function reading(): Promise<Reading> {
  const server = await feedServer();
  server.serve('/old', rss(entries()), { etag: '"old"' });
  const reader = engine();
  const feedId = await subscribe(reader, server.url('/old'));
  const rows = await list(reader);
  const idOf = (title: string) => rows.find((row) => row.title === title)!.id;
  await reader.api['articles.setRead']({ ids: [idOf('With a link')], read: true });
  await reader.api['articles.setBookmarked']({ id: idOf('With words'), bookmarked: true });
  await reader.api['articles.setRead']({ ids: [idOf('With words')], read: true });
  return { ...reader, server, feedId };
}

async function urlOf({ api }: RunningEngine, feedId: FeedId): Promise<string> {
  return (await api['feeds.details']({ feedId })).feed.url;
}

/** The same rows as before: no article is new, none is gone, no mark has changed. */
function expectSame(now: readonly ArticleRow[], before: readonly ArticleRow[]): void {
  const marks = (rows: readonly ArticleRow[]) =>
    rows
      .map(({ id, feedId, title, isRead, isBookmarked, sortAt }) => ({
        ...{ id, feedId, title, isRead, isBookmarked, sortAt },
      }))
      .sort((one, other) => one.id - other.id);
  expect(marks(now)).toEqual(marks(before));
}

function redirect(server: FeedServer, path: string, target: string): void {
  server.on(path, (_request, response) => {
    response.writeHead(301, { location: target }).end();
  });
}

describe('a feed whose address changed', () => {
  test('[I6.01] by a permanent redirect keeps its articles and their marks', async () => {
    const { feedId, server, ...reader } = await reading();
    const before = await list(reader);
    server.serve('/new', rss(entries()));
    redirect(server, '/old', server.url('/new'));
    await refresh(reader);
    expect(await urlOf(reader, feedId)).toBe(server.url('/old'));
    reader.letTimePass(day);
    await refresh(reader);
    expect(await urlOf(reader, feedId)).toBe(server.url('/new'));
    expectSame(await list(reader), before);
    const count = server.countOf('/old');
    server.serve('/new', rss(entries('http', [news])));
    expect((await refresh(reader)).added).toBe(1);
    expect(server.countOf('/old')).toBe(count);
    const rows = await list(reader);
    expect(rows).toHaveLength(before.length + 1);
    expectSame(rows.filter(({ title }) => title !== 'New'), before);
  }); // prettier-ignore

  test('[I6.02] by hand keeps its articles and their marks, and asks the new one for the whole', async () => {
    const { feedId, server, ...reader } = await reading();
    const before = await list(reader);
    server.serve('/new', rss(entries('http', [news])), { etag: '"old"' });
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/new') } });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(4);
    expect(server.requests.at(-1)).toMatchObject({ path: '/new' });
    expect(server.requests.at(-1)?.headers['if-none-match']).toBeUndefined();
    const rows = await list(reader);
    expectSame(rows.filter(({ title }) => title !== 'New'), before);
  }); // prettier-ignore

  test('[I6.03] from http to https keeps its articles and their marks', async () => {
    const { feedId, server, ...reader } = await reading();
    const before = await list(reader);
    const secure = await SelfSignedServer.start(rss(entries('https')));
    const trusted = getCACertificates('default');
    setDefaultCACertificates([...trusted, secure.certificate]);
    onTestFinished(async () => {
      setDefaultCACertificates(trusted);
      await secure.kill();
    });
    redirect(server, '/old', secure.url('/new'));
    expect((await refresh(reader)).added).toBe(0);
    reader.letTimePass(day);
    expect((await refresh(reader)).added).toBe(0);
    expect(await urlOf(reader, feedId)).toBe(secure.url('/new'));
    expect(secure.requests).toBe(2);
    expectSame(await list(reader), before);
    await refresh(reader);
    expect(secure.requests).toBe(3);
    expectSame(await list(reader), before);
  });

  test('[I6.04] to that of another feed is joined with it: each article once, and no mark lost', async () => {
    const { feedId, server, ...reader } = await reading();
    const before = await list(reader);
    server.serve('/new', rss(entries('https', [news])), { etag: '"new"' });
    const target = await subscribe(reader, server.url('/new'));
    const [newest] = await list(reader, { kind: 'feed', feedId: target });
    await reader.api['articles.setRead']({ ids: [newest!.id], read: true });
    redirect(server, '/old', server.url('/new'));
    await refresh(reader);
    reader.letTimePass(day);
    await refresh(reader);
    const { feed } = await reader.api['feeds.details']({ feedId });
    expect(feed).toMatchObject({ url: server.url('/old'), duplicateOf: target });
    expect((await list(reader)).length).toBeGreaterThan(4);
    const { title } = await reader.api['feeds.merge']({ feedId, into: target });
    expect(title).toBe('Test feed');
    expect((await reader.api['feeds.list']({})).feeds.map(({ id }) => id)).toEqual([target]);
    const rows = await list(reader);
    expect(rows.map((row) => row.title).sort()).toEqual(['New', ...before.map((row) => row.title)].sort());
    expect(rows.every((row) => row.feedId === target)).toBe(true);
    const marked = (all: readonly ArticleRow[], key: 'isRead' | 'isBookmarked') =>
      all.filter((row) => row[key]).map((row) => row.title).sort();
    expect(marked(rows, 'isBookmarked')).toEqual(marked(before, 'isBookmarked'));
    expect(marked(rows, 'isRead')).toEqual([newest!.title, ...marked(before, 'isRead')].sort());
    expect((await refresh(reader)).added).toBe(0);
    reader.letTimePass(day);
    expect((await refresh(reader)).added).toBe(0);
    expectSame(await list(reader), rows);
  }); // prettier-ignore

  test('control: another feed at the new address would bring articles that are new', async () => {
    const { feedId, server, ...reader } = await reading();
    server.serve('/new', rss([{ guid: 'other', title: 'Other' }]));
    await reader.api['feeds.configure']({ feedId, change: { url: server.url('/new') } });
    await expect.poll(() => list(reader), { timeout: PATIENCE_MS }).toHaveLength(4);
  });
});
