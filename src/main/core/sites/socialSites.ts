/** Where people talk to one another. */
import { feed, oneOf, part, type Site } from './site';

/** Reddit, "RSS feeds" of its help: `.rss` behind every listing, whose query stays. */
const reddit: Site = {
  hasFreeNames: true,
  covers: (host) => host === 'reddit.com' || /^(?:old|new|np|sh)\.reddit\.com$/.test(host),
  find({ search }, [kind, name, section, id, ...rest]) {
    const base = 'https://www.reddit.com';
    if (kind === undefined) return feed(`${base}/.rss`, 'Reddit');
    if (name === undefined || !/^(?:r|u|user)$/.test(kind)) return null;
    if (kind !== 'r') {
      const isMulti = section === 'm' && id !== undefined;
      const path = isMulti ? `/user/${part(name)}/m/${part(id)}` : `/user/${part(name)}`;
      return feed(`${base}${path}/.rss`, isMulti ? `${name}: ${id}` : `u/${name}`);
    }
    const all = { url: `${base}/r/${part(name)}/.rss`, title: `r/${name}` };
    if (section === 'comments' && id !== undefined) {
      const path = [id, ...rest].map(part).join('/');
      const comments = { url: `${base}/r/${part(name)}/comments/${path}/.rss`, title: `r/${name}: comments` }; // prettier-ignore
      return { kind: 'feeds', feeds: [all, comments] };
    }
    return section !== undefined && /^(?:hot|new|rising|top|controversial)$/.test(section)
      ? feed(`${base}/r/${part(name)}/${section}/.rss${search}`, `r/${name}: ${section}`)
      : { kind: 'feeds', feeds: [all] };
  },
};

/** Bluesky: `/rss` behind a profile (bluesky-social/atproto, discussion 1662). */
const bluesky: Site = {
  covers: oneOf('bsky.app'),
  find: (_url, [kind, name]) =>
    kind === 'profile' && name !== undefined
      ? feed(`https://bsky.app/profile/${part(name)}/rss`, `@${name}`)
      : null,
};

/**
 * Stack Exchange, "What other hidden or inobvious RSS feeds are available" (meta.stackexchange.com,
 * 151519): the newest questions, of a tag, of a person, and one question's answers.
 */
const stackExchange: Site = {
  covers: (host) =>
    /(?:^|\.)(?:stackexchange|stackoverflow|serverfault|superuser|askubuntu|stackapps)\.com$/.test(
      host,
    ) || host === 'mathoverflow.net',
  find({ hostname }, [section, second, third]) {
    const base = `https://${hostname}/feeds`;
    if (section === 'questions' && second === 'tagged' && third !== undefined) {
      return feed(`${base}/tag/${part(third)}`, `${hostname}: ${third}`);
    }
    if (section === 'questions' && /^\d+$/.test(second ?? '')) {
      return feed(`${base}/question/${part(second)}`, hostname);
    }
    if (section === 'users' && /^\d+$/.test(second ?? '')) {
      return feed(`${base}/user/${part(second)}`, hostname);
    }
    // On stackexchange.com itself there are no questions.
    return /^(?:www\.)?stackexchange\.com$/.test(hostname) ? null : feed(base, hostname);
  },
};

/** Lemmy, where its host says so (lemmy-ui, `community-rss-url.ts`). Others: `likelyFeedPaths`. */
const lemmy: Site = {
  hasFreeNames: true,
  covers: (host) => host.startsWith('lemmy.'),
  find: ({ origin }, [kind, name]) =>
    name !== undefined && /^[cu]$/.test(kind ?? '')
      ? feed(`${origin}/feeds/${kind ?? ''}/${part(name)}.xml?sort=New`, name)
      : null,
};

export const socialSites: readonly Site[] = [reddit, bluesky, stackExchange, lemmy];
