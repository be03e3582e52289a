/** Where people keep source code. */
import type { FeedLink } from '../parsedFeed';
import { feed, oneOf, part, type KnownPlace, type Site } from './site';

/** First parts of addresses on github.com that are no people. */
const GITHUB_PAGES: ReadonlySet<string> = new Set(
  `about account apps blog collections contact customer-stories enterprise events explore features
  issues join login marketplace new notifications orgs organizations pricing pulls readme search
  security settings site sponsors stars team topics trending users`.split(/\s+/),
);

/** GitHub's feeds, as its pages name them: releases, tags, commits (of a branch), and a person. */
const github: Site = {
  hasFreeNames: true,
  covers: oneOf('github.com'),
  find(_url, [owner, repository, section, ...rest]) {
    if (owner === undefined || (GITHUB_PAGES.has(owner) && owner !== 'orgs')) return null;
    if (repository === undefined) return feed(`https://github.com/${part(owner)}.atom`, owner);
    if (owner === 'orgs') return feed(`https://github.com/${part(repository)}.atom`, repository);
    const name = repository.replace(/\.git$/, '');
    const base = `https://github.com/${part(owner)}/${part(name)}`;
    if (section === 'commits' && rest.length > 0) {
      const branch = rest.map(part).join('/');
      return feed(`${base}/commits/${branch}.atom`, `Recent Commits to ${name}:${rest.join('/')}`);
    }
    return firstOf(section, {
      releases: { url: `${base}/releases.atom`, title: `Release notes from ${name}` },
      tags: { url: `${base}/tags.atom`, title: `Tags from ${name}` },
      commits: { url: `${base}/commits.atom`, title: `Recent Commits to ${name}` },
    });
  },
};

const GITLAB_PAGES: ReadonlySet<string> = new Set(
  'admin dashboard explore groups help users'.split(' '),
);

/**
 * GitLab, wherever it runs under its own name. Releases since 17.1 (gitlab-org/gitlab, merge request
 * 151062), tags (`-/tags?format=atom`) and all activity (`.atom` behind the project).
 */
const gitlab: Site = {
  hasFreeNames: true,
  covers: (host) => host === 'gitlab.com' || host.startsWith('gitlab.'),
  find({ origin }, path) {
    const dash = path.indexOf('-');
    const project = dash < 0 ? path : path.slice(0, dash);
    // A single part is a group or a person: those have feeds only for people who signed in.
    if (project.length < 2 || GITLAB_PAGES.has(project[0] ?? '')) return null;
    const base = `${origin}/${project.map(part).join('/')}`;
    const name = project.at(-1) ?? '';
    return firstOf(dash < 0 ? undefined : path[dash + 1], {
      releases: { url: `${base}/-/releases.atom`, title: `${name} releases` },
      tags: { url: `${base}/-/tags?format=atom`, title: `${name} tags` },
      activity: { url: `${base}.atom`, title: `${name} activity` },
    });
  },
};

/** Forgejo and Gitea ("RSS feeds" in their documentation): `.rss` behind people and repositories. */
const forgejo: Site = {
  hasFreeNames: true,
  covers: (host) => /^(?:codeberg\.org|gitea\.com)$|^(?:forgejo|gitea)\./.test(host),
  find({ origin }, [owner, repository, section]) {
    if (owner === undefined || /^(?:explore|user|api|-)$/.test(owner)) return null;
    if (repository === undefined) return feed(`${origin}/${part(owner)}.rss`, owner);
    const base = `${origin}/${part(owner)}/${part(repository)}`;
    return firstOf(section, {
      releases: { url: `${base}/releases.rss`, title: `Releases for ${owner}/${repository}` },
      tags: { url: `${base}/tags.rss`, title: `Tags for ${owner}/${repository}` },
      activity: { url: `${base}.rss`, title: `Feed of "${owner}/${repository}"` },
    });
  },
};

/** PyPI, "RSS feeds" in its documentation. */
const pypi: Site = {
  hasFreeNames: true,
  covers: oneOf('pypi.org'),
  find: (_url, [kind, name]) =>
    kind === 'project' && name !== undefined
      ? feed(`https://pypi.org/rss/project/${part(name)}/releases.xml`, `${name} on PyPI`)
      : null,
};

/** A page of one section means that section; any other page leaves the choice. */
function firstOf(
  section: string | undefined,
  feeds: Readonly<Record<string, FeedLink>>,
): KnownPlace {
  const asked = section === undefined ? undefined : feeds[section];
  return { kind: 'feeds', feeds: asked === undefined ? Object.values(feeds) : [asked] };
}

export const codeSites: readonly Site[] = [github, gitlab, forgejo, pypi];
