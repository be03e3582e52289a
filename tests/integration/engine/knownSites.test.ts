import { describe, expect, test } from 'vitest';
import type { WebAnswer, WebRequest, WebSource } from '../../../src/main/core/ports';
import { items, rss } from '../../support/builders';
import { engine } from '../../support/forOneTest';
import { discover, page } from './discovering';
import { failureOf } from './failureOf';
import { list, subscribe } from './reading';

/**
 * The addresses of these sites are theirs, so no server on loopback can stand for them: what they
 * would answer comes from here, and everything else is the real engine.
 */
class Sites implements WebSource {
  readonly asked: WebRequest[] = [];
  constructor(private readonly bodies: Readonly<Record<string, string | number>>) {}

  get(request: WebRequest): Promise<WebAnswer> {
    this.asked.push(request);
    const body = this.bodies[request.url] ?? 404;
    const none = { cacheControl: null, expires: null, age: null, date: null, retryAfter: null };
    const facts = {
      ...none,
      status: typeof body === 'number' ? body : 200,
      url: request.url,
      hops: [],
      permanentUrl: request.url,
      bytes: 1,
      validators: { etag: null, lastModified: null },
    };
    return Promise.resolve(
      typeof body === 'number'
        ? { kind: 'refused', facts, isChallenge: false, wantsSignIn: false }
        : {
            kind: 'content',
            facts,
            bytes: new TextEncoder().encode(body),
            contentType: null,
            contentLocation: null,
            isFramed: true,
          },
    );
  }

  get urls(): string[] {
    return this.asked.map(({ url }) => url);
  }
}

const CHANNEL = 'UC2DjFE7Xf11URZqWBigcVOQ';
const VIDEOS = `https://www.youtube.com/feeds/videos.xml?channel_id=${CHANNEL}`;

describe('a site whose ways are known', () => {
  test('is asked for the feed alone, which is then the first fetch', async () => {
    const feed = 'https://www.reddit.com/r/typescript/.rss';
    const web = new Sites({ [feed]: rss(items(2), 'TypeScript') });
    const reader = engine({ web });
    const address = 'https://old.reddit.com/r/typescript/';
    expect(await discover(reader.api, address)).toEqual([{ url: feed, title: 'TypeScript' }]);
    await subscribe(reader, feed);
    expect(web.urls).toEqual([feed]);
    expect(await list(reader)).toHaveLength(2);
  });

  test('leaves the choice without being asked at all', async () => {
    const releases = 'https://github.com/electron/electron/releases.atom';
    const web = new Sites({ [releases]: rss(items(1)) });
    const reader = engine({ web });
    const found = await discover(reader.api, 'github.com/electron/electron');
    expect(found.map(({ title }) => title)).toEqual([
      'Release notes from electron',
      'Tags from electron',
      'Recent Commits to electron',
    ]);
    expect(web.urls).toEqual([]);
    await subscribe(reader, found[0]!.url);
    expect(web.urls).toEqual([releases]);
  });

  test('names the channel of a handle in its page', async () => {
    const web = new Sites({
      'https://www.youtube.com/@ada': page('', `<script>{"externalId":"${CHANNEL}"}</script>`),
      [VIDEOS]: rss(items(1), 'Ada’s videos'),
    });
    const reader = engine({ web });
    const found = await discover(reader.api, 'youtube.com/@ada/videos');
    expect(found).toEqual([{ url: VIDEOS, title: 'Ada’s videos' }]);
    await subscribe(reader, VIDEOS);
    expect(web.urls).toEqual(['https://www.youtube.com/@ada', VIDEOS]);
  });

  test('tells where a show’s own feed is', async () => {
    const feedUrl = 'https://feeds.example.org/99';
    const web = new Sites({
      'https://itunes.apple.com/lookup?id=394775318&entity=podcast': JSON.stringify({ results: [{ feedUrl }] }),
      [feedUrl]: rss(items(1), 'Ninety-Nine'),
    });
    const { api } = engine({ web });
    const found = await discover(api, 'https://podcasts.apple.com/us/podcast/x/id394775318');
    expect(found).toEqual([{ url: feedUrl, title: 'Ninety-Nine' }]);
    expect(web.asked).toHaveLength(2);
  }); // prettier-ignore

  test('may not lead into a private network by that', async () => {
    const lookup = 'https://itunes.apple.com/lookup?id=1&entity=podcast';
    const web = new Sites({ [lookup]: JSON.stringify({ results: [{ feedUrl: 'http://192.168.1.1/feed' }] }) });
    const { api } = engine({ web });
    const call = discover(api, 'https://podcasts.apple.com/us/podcast/x/id1');
    expect((await failureOf(call)).code).toBe('http-status');
    expect(web.urls).toEqual([lookup, 'https://podcasts.apple.com/us/podcast/x/id1']);
  }); // prettier-ignore

  test('is asked as any other where its rule leads nowhere', async () => {
    const feed = 'https://ada.substack.com/feed';
    const home = 'https://ada.substack.com/';
    const web = new Sites({
      [home]: page('<link rel="alternate" type="application/rss+xml" title="Ada" href="/rss">'),
    });
    const { api } = engine({ web });
    expect(await discover(api, home)).toEqual([{ url: `${home}rss`, title: 'Ada' }]);
    expect(web.urls).toEqual([feed, home]);
  });

  test('is asked nothing more when it wants no more questions', async () => {
    const feed = 'https://www.reddit.com/r/typescript/.rss';
    const web = new Sites({ [feed]: 429, 'https://www.reddit.com/r/typescript/': page('') });
    const { api } = engine({ web });
    const failure = await failureOf(discover(api, 'https://www.reddit.com/r/typescript/'));
    expect(failure).toMatchObject({ code: 'http-status', details: { status: 429 } });
    expect(web.urls).toEqual([feed]);
  });

  test('is never told a name or a password', async () => {
    const feed = 'https://ada.tumblr.com/rss';
    const web = new Sites({ [feed]: rss(items(1)) });
    const { api } = engine({ web });
    await discover(api, 'https://ada:secret@www.tumblr.com/ada');
    expect(web.asked.map(({ credentials }) => credentials)).toEqual([null]);
  });
});
