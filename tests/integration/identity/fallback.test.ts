import { describe, expect, test } from 'vitest';
import { rss } from '../../support/builders';
import { publisher, reprinted } from './publisher';

/** One document for each visit; what changes between them must not matter. */
type Document = (visit: number) => string;

const items = (...parts: string[]): string =>
  `<rss version="2.0"><channel><title>Feed</title>${parts.map((part) => `<item>${part}</item>`).join('')}</channel></rss>`;
const atom = (...parts: string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Feed</title>${parts.map((part) => `<entry>${part}</entry>`).join('')}</feed>`;
const day = (visit: number): string => new Date(Date.UTC(2024, 0, visit + 1)).toUTCString();

const cases: [id: string, name: string, document: Document, contentType?: string][] = [
  [
    'I1.01',
    'the guid, whatever else is edited',
    (visit) =>
      rss([
        { guid: 'a', link: `https://example.org/a${String(visit)}`, title: `A ${String(visit)}`, pubDate: day(visit) },
        { guid: 'b', link: `https://example.org/b${String(visit)}`, title: `B ${String(visit)}`, pubDate: day(visit) },
      ]),
  ],
  [
    'I1.02',
    'the guid without the spaces and line breaks around it',
    (visit) => {
      const space = ' \n\t'.repeat(visit);
      return rss([{ guid: `${space}a`, title: 'A' }, { guid: `b${space}`, title: 'B' }]);
    },
  ],
  [
    'I1.03',
    'the id of an Atom entry',
    (visit) =>
      atom(
        ...['a', 'b'].map(
          (name) =>
            `<id>tag:example.org,2024:${name}</id><title>${name} ${String(visit)}</title><link href="https://example.org/${name}${String(visit)}"/>`,
        ),
      ),
  ],
  [
    'I1.04',
    'the link where there is no guid',
    (visit) =>
      rss([
        { link: 'https://example.org/a', title: `A ${String(visit)}`, pubDate: day(visit) },
        { link: 'https://example.org/b', title: `B ${String(visit)}`, pubDate: day(visit) },
      ]),
  ],
  [
    'I1.05',
    'title and text where there is neither, and never the date',
    (visit) =>
      rss([
        { title: 'A', description: 'Same text.', pubDate: day(visit) },
        { title: 'B', description: 'Same text.', pubDate: day(visit) },
      ]),
  ],
  [
    'I1.06',
    'the text where there is nothing but a description',
    (visit) => items(...['A text.', 'Another text.'].map((text) => `<description>${text}</description><pubDate>${day(visit)}</pubDate>`)),
  ],
  [
    'I1.07',
    'a guid that looks like a link but is none',
    (visit) =>
      items(
        ...['a', 'b'].map(
          (name) =>
            `<guid isPermaLink="false">https://example.org/?p=${name}</guid><title>${name}</title><link>https://example.org/${name}${String(visit)}</link>`,
        ),
      ),
  ],
  [
    'I1.08',
    'a number in a JSON Feed',
    (visit) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Feed',
        items: [7, 70].map((id) => ({
          id,
          title: `Number ${String(id)}, ${String(visit)}`,
          url: `https://example.org/${String(visit)}/${String(id)}`,
          content_text: 'Text.',
        })),
      }),
    'application/feed+json',
  ],
]; // prettier-ignore

describe('what makes an article the same at every visit', () => {
  test.each(cases)('[%s] %s', async (_id, _name, document, contentType) => {
    const options = contentType === undefined ? {} : { contentType };
    const { ids, publish, markAllRead, unread } = await publisher(document(0), options);
    const before = await ids();
    expect(before).toHaveLength(2);
    await markAllRead();
    for (const visit of [1, 2, 3]) {
      expect(await publish(reprinted(document(visit), visit))).toBe(0);
    }
    expect((await ids()).sort()).toEqual([...before].sort());
    expect(await unread()).toEqual([]);
  });

  test('control: another guid at every visit is another article', async () => {
    const document = (visit: number): string =>
      rss([{ guid: `a${String(visit)}`, title: `A ${String(visit)}` }]);
    const { publish, ids } = await publisher(document(0));
    expect(await publish(document(1))).toBe(1);
    expect(await ids()).toHaveLength(2);
  });
});
