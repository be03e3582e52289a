import { describe, expect, it } from 'vitest';
import {
  enclosureFacts,
  enclosureName,
} from '../../../src/renderer/src/features/reading/enclosureWords';

const enclosure = (url: string, type: string | null = null, length: number | null = null) => ({
  url,
  type,
  length,
});

describe('what a file that comes with an article is called', () => {
  it.each([
    ['https://cdn.example/a/episode%2012.mp3?token=1', 'episode 12.mp3'],
    ['https://cdn.example/', 'cdn.example'],
    ['https://cdn.example/%E0%A4%A', '%E0%A4%A'],
    ['not an address', 'not an address'],
    [`https://cdn.example/${'a'.repeat(200)}.mp3`, `${'a'.repeat(79)}…`],
  ])('%s is %s', (url, name) => {
    expect(enclosureName(enclosure(url))).toBe(name);
  });

  it.each([
    ['audio/mpeg', 34_000_000, 'audio, 34 MB'],
    ['Video/MP4; codecs=x', null, 'video'],
    ['image/png', 0, 'picture'],
    ['application/pdf', 1500, 'PDF, 1.5 KB'],
    ['application/x-bittorrent', 1, 'BITTORRENT'],
    [null, 1500, '1.5 KB'],
    [null, null, ''],
    ['nonsense', null, ''],
  ])('of type %s with %s bytes it is “%s”', (type, length, words) => {
    expect(enclosureFacts(enclosure('https://cdn.example/a', type, length))).toBe(words);
  });
});
