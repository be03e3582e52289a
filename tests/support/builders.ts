/** Small documents for tests. */

export interface RssItem {
  readonly guid?: string;
  readonly link?: string;
  readonly title?: string;
  readonly description?: string;
  readonly pubDate?: string;
  readonly author?: string;
}

const element = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `<${name}>${text}</${name}>`;

/** An RSS 2.0 document. Texts are put in as they are, so that tests decide on the escaping. */
export function rss(items: readonly RssItem[], title = 'Test feed', link?: string): string {
  const body = items.map(
    (item) =>
      `<item>${element('guid', item.guid)}${element('link', item.link)}${element('title', item.title)}${element('description', item.description)}${element('pubDate', item.pubDate)}${element('author', item.author)}</item>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${title}</title>${element('link', link)}${body.join('')}</channel></rss>`;
}

/** `count` plain items, newest first, one hour apart. */
export function items(count: number, newest = Date.UTC(2026, 10, 20)): RssItem[] {
  return Array.from({ length: count }, (_, index) => ({
    guid: `item-${String(index)}`,
    link: `https://example.org/${String(index)}`,
    title: `Item ${String(index)}`,
    description: `&lt;p&gt;Text of item ${String(index)}.&lt;/p&gt;`,
    pubDate: new Date(newest - index * 3_600_000).toUTCString(),
  }));
}
