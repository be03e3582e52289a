/** Subscriptions as OPML 2.0 (http://opml.org/spec2.opml), which every reader takes. */

export interface OpmlContent {
  readonly folders: readonly {
    readonly id: number;
    readonly parentId: number | null;
    readonly title: string;
  }[];
  readonly feeds: readonly {
    readonly url: string;
    readonly title: string;
    readonly siteUrl: string | null;
    readonly folderId: number | null;
  }[];
}

/** @returns a whole document. Feeds of a folder that is not there stand at the top. */
export function writeOpml({ folders, feeds }: OpmlContent): string {
  const known = new Set(folders.map(({ id }) => id));
  const placeOf = (id: number | null): number | null => (id !== null && known.has(id) ? id : null);
  const inside = (place: number | null, indent: string): string => {
    const ownFolders = folders.filter(({ parentId }) => placeOf(parentId) === place);
    const ownFeeds = feeds.filter(({ folderId }) => placeOf(folderId) === place);
    return [
      ...ownFolders.map(
        ({ id, title }) =>
          `${indent}<outline text="${escaped(title)}">\n${inside(id, `${indent}  `)}${indent}</outline>\n`,
      ),
      ...ownFeeds.map(({ url, title, siteUrl }) => {
        const site = siteUrl === null ? '' : ` htmlUrl="${escaped(siteUrl)}"`;
        return `${indent}<outline type="rss" text="${escaped(title)}" xmlUrl="${escaped(url)}"${site}/>\n`;
      }),
    ].join('');
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n',
    '  <head><title>Broadsheet</title></head>\n  <body>\n',
    inside(null, '    '),
    '  </body>\n</opml>\n',
  ].join('');
}

/** What XML takes nowhere is left out. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
