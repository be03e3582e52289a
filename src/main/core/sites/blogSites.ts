/** Places where people publish, each under a name of their own. */
import { below, feed, oneOf, part, type Site } from './site';

/** Medium's help, "Using RSS feeds of profiles, publications, and topics". */
const medium: Site = {
  covers: oneOf('medium.com'),
  find(_url, [name, topic]) {
    if (name === undefined || name === 'feed' || name === 'm') return null;
    if (name === 'tag') {
      return topic === undefined ? null : feed(`https://medium.com/feed/tag/${part(topic)}`, topic);
    }
    return feed(`https://medium.com/feed/${part(name)}`, name);
  },
};

/** The same page of Medium's help: publications and people with a domain of their own. */
const mediumNames: Site = {
  covers: below('medium.com'),
  find: ({ hostname }) => feed(`https://${hostname}/feed`, hostname),
};

/** Substack's help, "Is there an RSS feed for my publication?". */
const substack: Site = {
  covers: below('substack.com'),
  find: ({ hostname }) => feed(`https://${hostname}/feed`, hostname),
};

/** Blogger's help, "Blogger feed URLs", with the feed of one label. */
const blogger: Site = {
  covers: (host) => /\.blogspot\.(?:[a-z]{2,3}\.)?[a-z]{2,3}$/.test(host),
  find({ hostname }, [first, second, label]) {
    const base = `https://${hostname}/feeds/posts/default`;
    return first === 'search' && second === 'label' && label !== undefined
      ? feed(`${base}/-/${part(label)}`, `${hostname}: ${label}`)
      : feed(base, hostname);
  },
};

/** Tumblr's help, "RSS feeds": `/rss` behind a blog or a tag of it. */
const tumblr: Site = {
  covers: (host) => host === 'tumblr.com' || host.endsWith('.tumblr.com'),
  find({ hostname }, path) {
    const isOwn = hostname !== 'tumblr.com' && hostname !== 'www.tumblr.com';
    const [name, ...rest] = isOwn
      ? [hostname.slice(0, -'.tumblr.com'.length), ...path]
      : path[0] === 'blog'
        ? path.slice(path[1] === 'view' ? 2 : 1)
        : path;
    if (name === undefined || !/^[a-z0-9-]+$/i.test(name)) return null;
    if (!isOwn && TUMBLR_PAGES.has(name)) return null;
    const [section, tag] = rest;
    const base = `https://${name}.tumblr.com`;
    return section === 'tagged' && tag !== undefined
      ? feed(`${base}/tagged/${part(tag)}/rss`, `${name}: ${tag}`)
      : feed(`${base}/rss`, name);
  },
};
const TUMBLR_PAGES: ReadonlySet<string> = new Set(
  'about dashboard explore help login new policy privacy register search settings tagged'.split(
    ' ',
  ),
);

/** WordPress, "WordPress Feeds": `feed/` behind the site, a category, a tag or an author. */
const wordpress: Site = {
  covers: below('wordpress.com'),
  find({ hostname }, [section, name]) {
    const base = `https://${hostname}`;
    return name !== undefined && /^(?:category|tag|author)$/.test(section ?? '')
      ? feed(`${base}/${section ?? ''}/${part(name)}/feed/`, `${hostname}: ${name}`)
      : feed(`${base}/feed/`, hostname);
  },
};

/** DEV, "RSS feeds" in its publishing settings: `/feed/` before a person or a tag. */
const dev: Site = {
  covers: oneOf('dev.to'),
  find(_url, [first, second]) {
    if (first === undefined) return feed('https://dev.to/feed', 'DEV Community');
    if (first === 't') {
      return second === undefined ? null : feed(`https://dev.to/feed/tag/${part(second)}`, second);
    }
    return feed(`https://dev.to/feed/${part(first)}`, first);
  },
};

export const blogSites: readonly Site[] = [
  medium,
  mediumNames,
  substack,
  blogger,
  tumblr,
  wordpress,
  dev,
];
