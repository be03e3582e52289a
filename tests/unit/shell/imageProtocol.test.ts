import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { answerImage } from '../../../src/main/shell/imageProtocol';
import type { MediaLocation } from '../../../src/shared/engineMessages';
import type { MediaId } from '../../../src/shared/model';
import { temporaryFolder } from '../../support/forOneTest';
import { PNG } from '../../support/pictures';

const ID = 'ab'.repeat(32);
const ADDRESS = `app-img://${ID}`;

let stored: NonNullable<MediaLocation>;
let located: MediaId[];

const get = (url: string, contentType = 'image/png', method = 'GET'): Promise<Response> =>
  answerImage({ method, url }, (id) => {
    located.push(id);
    return Promise.resolve(id === ID ? { ...stored, contentType } : null);
  });

beforeEach(() => {
  const path = join(temporaryFolder(), 'picture');
  writeFileSync(path, PNG);
  stored = { path, contentType: 'image/png' };
  located = [];
});

test('[A10.11] a stored picture is answered, sealed and for ever', async () => {
  for (const address of [ADDRESS, `${ADDRESS}/`]) {
    const answer = await get(address);
    expect(answer.status).toBe(200);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toEqual({
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
    });
  }
});

test('[A10.12] an unknown picture is not found, and nobody remembers that', async () => {
  const answer = await get(`app-img://${'cd'.repeat(32)}`);
  expect(answer.status).toBe(404);
  expect(answer.body).toBeNull();
  expect(answer.headers.get('Cache-Control')).toBe('no-store');
  expect(answer.headers.get('Content-Security-Policy')).toBe("default-src 'none'; sandbox");
  expect(located).toHaveLength(1);
});

test.each([
  `${ADDRESS}/x`,
  `${ADDRESS}//`,
  `${ADDRESS}?x`,
  `${ADDRESS}#x`,
  `${ADDRESS}:80`,
  `app-img://user@${ID}`,
  `app-img://${ID.toUpperCase()}`,
  `app-img://${ID.slice(1)}`,
  `app-img://${ID}a`,
  'app-img://etc/passwd',
  `app://${ID}`,
  `https://${ID}`,
  ID,
  '',
])('[A10.12] %j names no picture, and nobody is asked', async (address) => {
  expect((await get(address)).status).toBe(404);
  expect(located).toEqual([]);
});

test.each(['image/svg+xml', 'text/html', 'image/png; charset=x', 'application/pdf', ''])(
  'a file that is kept as %j is not shown',
  async (contentType) => {
    expect((await get(ADDRESS, contentType)).status).toBe(404);
  },
);

test('only GET is answered', async () => {
  const answer = await get(ADDRESS, 'image/png', 'POST');
  expect(answer.status).toBe(405);
  expect(located).toEqual([]);
});
