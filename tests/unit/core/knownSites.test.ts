import { describe, expect, test } from 'vitest';
import { knownPlace } from '../../../src/main/core/sites/knownSites';

/** Addresses of the feeds that follow from a page's address; empty where no rule holds. */
function feedsOf(page: string): string[] {
  const place = knownPlace(page);
  return place?.kind === 'feeds' ? place.feeds.map(({ url }) => url) : [];
}

describe('a page of a known site has its feed at', () => {
  const channel = 'UC2DjFE7Xf11URZqWBigcVOQ';
  test.each([
    [`https://www.youtube.com/channel/${channel}/videos`, `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
    [`https://m.youtube.com/channel/${channel}`, `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`],
    ['https://www.youtube.com/user/ada', 'https://www.youtube.com/feeds/videos.xml?user=ada'],
    ['https://www.youtube.com/playlist?list=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs', 'https://www.youtube.com/feeds/videos.xml?playlist_id=PL590L5WQmH8fJ54F369BLDSqIwcs-TCfs'],
    ['https://www.reddit.com/', 'https://www.reddit.com/.rss'],
    ['https://old.reddit.com/r/typescript/', 'https://www.reddit.com/r/typescript/.rss'],
    ['https://www.reddit.com/r/typescript/top/?t=month', 'https://www.reddit.com/r/typescript/top/.rss?t=month'],
    ['https://www.reddit.com/r/rss/', 'https://www.reddit.com/r/rss/.rss'],
    ['https://reddit.com/u/ada', 'https://www.reddit.com/user/ada/.rss'],
    ['https://www.reddit.com/user/ada/m/books', 'https://www.reddit.com/user/ada/m/books/.rss'],
    ['https://github.com/ada', 'https://github.com/ada.atom'],
    ['https://github.com/orgs/electron/repositories', 'https://github.com/electron.atom'],
    ['https://github.com/electron/electron/releases', 'https://github.com/electron/electron/releases.atom'],
    ['https://github.com/electron/electron/releases/tag/v45', 'https://github.com/electron/electron/releases.atom'],
    ['https://github.com/electron/electron/tags', 'https://github.com/electron/electron/tags.atom'],
    ['https://github.com/electron/electron/commits', 'https://github.com/electron/electron/commits.atom'],
    ['https://github.com/electron/electron/commits/fix/one', 'https://github.com/electron/electron/commits/fix/one.atom'],
    ['https://gitlab.com/group/sub/project/-/releases', 'https://gitlab.com/group/sub/project/-/releases.atom'],
    ['https://gitlab.example.org/a/b/-/tags', 'https://gitlab.example.org/a/b/-/tags?format=atom'],
    ['https://codeberg.org/ada', 'https://codeberg.org/ada.rss'],
    ['https://codeberg.org/ada/engine/releases', 'https://codeberg.org/ada/engine/releases.rss'],
    ['https://pypi.org/project/feedparser/', 'https://pypi.org/rss/project/feedparser/releases.xml'],
    ['https://medium.com/@ada', 'https://medium.com/feed/@ada'],
    ['https://medium.com/the-engine', 'https://medium.com/feed/the-engine'],
    ['https://medium.com/tag/rust', 'https://medium.com/feed/tag/rust'],
    ['https://ada.medium.com/a-story-1', 'https://ada.medium.com/feed'],
    ['https://ada.substack.com/p/notes', 'https://ada.substack.com/feed'],
    ['https://ada.blogspot.com/2026/11/notes.html', 'https://ada.blogspot.com/feeds/posts/default'],
    ['https://ada.blogspot.co.uk/', 'https://ada.blogspot.co.uk/feeds/posts/default'],
    ['https://ada.blogspot.com/search/label/sea%20birds', 'https://ada.blogspot.com/feeds/posts/default/-/sea%20birds'],
    ['https://ada.tumblr.com/post/1', 'https://ada.tumblr.com/rss'],
    ['https://www.tumblr.com/ada', 'https://ada.tumblr.com/rss'],
    ['https://www.tumblr.com/blog/view/ada', 'https://ada.tumblr.com/rss'],
    ['https://ada.tumblr.com/tagged/birds', 'https://ada.tumblr.com/tagged/birds/rss'],
    ['https://ada.wordpress.com/2026/11/24/notes/', 'https://ada.wordpress.com/feed/'],
    ['https://ada.wordpress.com/category/birds/', 'https://ada.wordpress.com/category/birds/feed/'],
    ['https://dev.to/ada', 'https://dev.to/feed/ada'],
    ['https://dev.to/t/rust', 'https://dev.to/feed/tag/rust'],
    ['https://bsky.app/profile/ada.example.org', 'https://bsky.app/profile/ada.example.org/rss'],
    ['https://stackoverflow.com/questions/tagged/typescript?tab=Newest', 'https://stackoverflow.com/feeds/tag/typescript'],
    ['https://stackoverflow.com/questions/tagged/c%2B%2B', 'https://stackoverflow.com/feeds/tag/c%2B%2B'],
    ['https://cooking.stackexchange.com/questions/42/how-long', 'https://cooking.stackexchange.com/feeds/question/42'],
    ['https://superuser.com/users/42/ada', 'https://superuser.com/feeds/user/42'],
    ['https://pt.stackoverflow.com/', 'https://pt.stackoverflow.com/feeds'],
    ['https://lemmy.world/c/books', 'https://lemmy.world/feeds/c/books.xml?sort=New'],
    ['https://vimeo.com/ada', 'https://vimeo.com/ada/videos/rss'],
    ['https://vimeo.com/channels/staffpicks', 'https://vimeo.com/channels/staffpicks/videos/rss'],
  ])('%s: %s', (page, feed) => {
    expect(feedsOf(page)).toEqual([feed]);
  }); // prettier-ignore

  test.each([
    ['https://github.com/electron/electron', ['releases.atom', 'tags.atom', 'commits.atom']],
    ['https://github.com/ada/rss', ['releases.atom', 'tags.atom', 'commits.atom']],
    ['https://github.com/electron/electron.git', ['releases.atom', 'tags.atom', 'commits.atom']],
    ['https://github.com/electron/electron/issues/9', ['releases.atom', 'tags.atom', 'commits.atom']],
    ['https://gitlab.com/a/b', ['releases.atom', 'tags', 'b.atom']],
    ['https://codeberg.org/ada/engine', ['releases.rss', 'tags.rss', 'engine.rss']],
  ])('%s leaves the choice', (page, ends) => {
    expect(feedsOf(page).map((url) => new URL(url).pathname.split('/').at(-1))).toEqual(ends);
  }); // prettier-ignore

  test('a discussion on Reddit: its place first, its comments last', () => {
    expect(feedsOf('https://www.reddit.com/r/rss/comments/1htqdek/my_city/')).toEqual([
      'https://www.reddit.com/r/rss/.rss',
      'https://www.reddit.com/r/rss/comments/1htqdek/my_city/.rss',
    ]);
  });
});

describe('only a document names the feed of', () => {
  const channel = 'UC2DjFE7Xf11URZqWBigcVOQ';
  const feed = `https://www.youtube.com/feeds/videos.xml?channel_id=${channel}`;
  function ask(page: string): Extract<ReturnType<typeof knownPlace>, { kind: 'ask' }> {
    const place = knownPlace(page);
    if (place?.kind !== 'ask') throw new Error(`${page} is not asked for.`);
    return place;
  }

  test.each([
    ['https://www.youtube.com/@ada/videos', 'https://www.youtube.com/@ada'],
    ['https://youtube.com/@ada', 'https://www.youtube.com/@ada'],
    ['https://www.youtube.com/c/ada', 'https://www.youtube.com/c/ada'],
    ['https://youtu.be/mn-br82ENxc?t=3', 'https://www.youtube.com/watch?v=mn-br82ENxc'],
    ['https://www.youtube.com/watch?v=mn-br82ENxc&list=PLx', 'https://www.youtube.com/watch?v=mn-br82ENxc'],
    ['https://www.youtube.com/shorts/mn-br82ENxc', 'https://www.youtube.com/watch?v=mn-br82ENxc'],
    ['https://podcasts.apple.com/us/podcast/99-invisible/id394775318?i=1', 'https://itunes.apple.com/lookup?id=394775318&entity=podcast'],
  ])('%s: %s', (page, document) => {
    expect(ask(page).url).toBe(document);
  }); // prettier-ignore

  test.each([
    ['its canonical link', `<link rel="canonical" href="https://www.youtube.com/channel/${channel}">`],
    ['its identifier', `<meta itemprop="identifier" content="${channel}">`],
    ['its data', `{"metadata":{"externalId":"${channel}"}}`],
    ['a video’s data', `{"videoDetails":{"channelId":"${channel}"}}`],
  ])('a channel, by %s', (_what, text) => {
    expect(ask('https://www.youtube.com/@ada').read(`<html>${text}`)?.url).toBe(feed);
  }); // prettier-ignore

  test.each(['', '<html>', '"externalId":"UCshort"', `"externalId":"XX2DjFE7Xf11URZqWBigcVOQ"`])(
    'a channel, but not in %j',
    (text) => {
      expect(ask('https://www.youtube.com/@ada').read(text)).toBeNull();
    },
  );

  test('a show, by the directory’s answer', () => {
    const answer = { resultCount: 1, results: [{ collectionName: 'Ninety-Nine', feedUrl: 'https://feeds.example.org/99' }] }; // prettier-ignore
    const { read } = ask('https://podcasts.apple.com/us/podcast/x/id1');
    expect(read(JSON.stringify(answer))).toEqual({
      url: 'https://feeds.example.org/99',
      title: 'Ninety-Nine',
    });
  });

  test.each([
    'no JSON',
    'null',
    '[]',
    '{"results":[]}',
    '{"results":[null]}',
    '{"results":[{"feedUrl":3}]}',
    '{"results":[{"feedUrl":"javascript:alert(1)"}]}',
    '{"results":[{"feedUrl":"file:///etc/passwd"}]}',
  ])('a show, but not in %s', (text) => {
    expect(ask('https://podcasts.apple.com/us/podcast/x/id1').read(text)).toBeNull();
  });
});

test.each([
  'https://example.org/',
  'https://github.com/',
  'https://github.com/features/actions',
  'https://gitlab.com/explore/projects',
  'https://gitlab.com/group',
  'https://www.youtube.com/',
  'https://www.youtube.com/feed/trending',
  'https://vimeo.com/76979871',
  'https://www.tumblr.com/explore',
  'https://stackexchange.com/sites',
  'https://medium.com/',
  'https://www.tumblr.com.evil.example/ada',
  'https://notgithub.com/a/b',
  // What is a feed already is asked as it is.
  'https://github.com/electron/electron/releases.atom',
  'https://www.reddit.com/r/typescript/.rss',
  'https://medium.com/feed/@ada',
  'https://www.youtube.com/feeds/videos.xml?channel_id=UC2DjFE7Xf11URZqWBigcVOQ',
  'https://gitlab.com/a/b/-/tags?format=atom',
  'https://ada.tumblr.com/rss',
  'https://pypi.org/rss/project/feedparser/releases.xml',
  'https://ada.blogspot.com/feeds/posts/default/-/birds',
  'https://codeberg.org/ada.rss',
])('%s follows no rule', (page) => {
  expect(knownPlace(page)).toBeNull();
});
