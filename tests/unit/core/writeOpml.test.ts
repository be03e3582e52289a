import { expect, test } from 'vitest';
import { flattenOutlines } from '../../../src/main/core/opml';
import { writeOpml } from '../../../src/main/core/writeOpml';
import { readOpml } from '../../../src/main/parser/readOpml';

const folder = (id: number, title: string, parentId: number | null = null) => ({
  id,
  title,
  parentId,
});
const feed = (url: string, title: string, folderId: number | null = null) => ({
  ...{ url, title, folderId },
  siteUrl: null,
});

test('what is written is read back as it was, folders and foreign signs too', () => {
  const text = writeOpml({
    folders: [folder(1, 'News & views'), folder(2, 'Local "papers"', 1)],
    feeds: [
      feed('https://a.example/feed?x=1&y=2', 'A < B', 1),
      feed('https://b.example/feed', 'B\u0000 你好 \ud83d\ude00', 2),
      feed('https://c.example/feed', 'C'),
      feed('https://d.example/feed', 'D', 99),
    ],
  });
  expect(flattenOutlines(readOpml(text).outlines)).toEqual([
    { url: 'https://b.example/feed', title: 'B 你好 😀', path: ['News & views', 'Local "papers"'] },
    { url: 'https://a.example/feed?x=1&y=2', title: 'A < B', path: ['News & views'] },
    { url: 'https://c.example/feed', title: 'C', path: [] },
    { url: 'https://d.example/feed', title: 'D', path: [] },
  ]);
});
