/** Where people watch and listen. */
import { resolveWebAddress } from '../feedUrl';
import type { FeedLink } from '../parsedFeed';
import { feed, oneOf, part, type KnownPlace, type Site } from './site';

/** Channel ids are `UC` and 22 characters of base64url. */
const CHANNEL_ID = /^UC[\w-]{22}$/;
/** The ways a channel's page and a video's page name the channel, the surest first. */
const CHANNEL_IN_PAGE = [
  /<link rel="canonical" href="https:\/\/www\.youtube\.com\/channel\/(UC[\w-]{22})"/,
  /<meta itemprop="(?:channelId|identifier)" content="(UC[\w-]{22})"/,
  /"externalId":"(UC[\w-]{22})"/,
  /"channelId":"(UC[\w-]{22})"/,
];

/**
 * YouTube: `feeds/videos.xml` with a channel's or playlist's id, or the name of an old account. The
 * pages of handles name the channel in themselves only.
 */
const youtube: Site = {
  covers: oneOf('youtube.com', 'm.youtube.com', 'music.youtube.com', 'youtu.be'),
  find(url, [kind, name]) {
    const list = url.searchParams.get('list');
    if (list !== null && /^PL[\w-]+$/.test(list) && kind !== 'watch') return videos('playlist_id', list); // prettier-ignore
    if (url.hostname === 'youtu.be') {
      return kind === undefined ? null : askForChannel(`watch?v=${part(kind)}`);
    }
    if (kind === 'channel' && CHANNEL_ID.test(name ?? '')) return videos('channel_id', name ?? '');
    if (kind === 'user' && name !== undefined) return videos('user', name);
    if (kind?.startsWith('@') === true) return askForChannel(part(kind));
    if (kind === 'c' && name !== undefined) return askForChannel(`c/${part(name)}`);
    const video = kind === 'watch' ? url.searchParams.get('v') : null;
    if (video !== null) return askForChannel(`watch?v=${part(video)}`);
    return (kind === 'shorts' || kind === 'live') && name !== undefined
      ? askForChannel(`watch?v=${part(name)}`)
      : null;
  },
};

function videos(key: 'channel_id' | 'playlist_id' | 'user', value: string): KnownPlace {
  return feed(youtubeFeed(key, value), value);
}

function youtubeFeed(key: string, value: string): string {
  return `https://www.youtube.com/feeds/videos.xml?${key}=${part(value)}`;
}

function askForChannel(page: string): KnownPlace {
  return {
    kind: 'ask',
    url: `https://www.youtube.com/${page}`,
    read(text) {
      for (const pattern of CHANNEL_IN_PAGE) {
        const id = pattern.exec(text)?.[1];
        if (id !== undefined) return { url: youtubeFeed('channel_id', id), title: id };
      }
      return null;
    },
  };
}

/**
 * Apple Podcasts keeps no feeds; its directory says where a show's own is ("iTunes Search API",
 * lookup).
 */
const applePodcasts: Site = {
  covers: oneOf('podcasts.apple.com', 'itunes.apple.com'),
  find(_url, path) {
    const id = path.map((segment) => /^id(\d{1,20})$/.exec(segment)?.[1]).find(Boolean);
    if (id === undefined) return null;
    const url = `https://itunes.apple.com/lookup?id=${id}&entity=podcast`;
    return { kind: 'ask', url, read: (text) => showIn(text, url) };
  },
};

/** A lookup's answer is a few kilobytes. */
const LONGEST_LOOKUP = 1_000_000;

function showIn(text: string, url: string): FeedLink | null {
  const [show] = text.length > LONGEST_LOOKUP ? [] : resultsIn(text);
  if (typeof show !== 'object' || show === null || !('feedUrl' in show)) return null;
  const feedUrl = typeof show.feedUrl === 'string' ? resolveWebAddress(show.feedUrl, url) : null;
  if (feedUrl === null) return null;
  const name = 'collectionName' in show ? show.collectionName : null;
  return { url: feedUrl, title: typeof name === 'string' ? name : new URL(feedUrl).host };
}

function resultsIn(text: string): readonly unknown[] {
  try {
    const answer: unknown = JSON.parse(text);
    const results =
      typeof answer === 'object' && answer !== null && 'results' in answer ? answer.results : null;
    return Array.isArray(results) ? (results as unknown[]) : [];
  } catch {
    return [];
  }
}

/** Vimeo's help, "RSS feeds": the videos of a person or a channel. */
const vimeo: Site = {
  covers: oneOf('vimeo.com'),
  find(_url, [name, second]) {
    if (name === undefined || /^\d+$/.test(name)) return null;
    if (name !== 'channels') return feed(`https://vimeo.com/${part(name)}/videos/rss`, name);
    return second === undefined
      ? null
      : feed(`https://vimeo.com/channels/${part(second)}/videos/rss`, second);
  },
};

export const mediaSites: readonly Site[] = [youtube, applePodcasts, vimeo];
