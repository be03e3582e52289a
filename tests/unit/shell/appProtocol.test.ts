/** The answerer alone, without Chromium in front of it: it sees addresses as nobody has tidied them. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { answerApp } from '../../../src/main/shell/appProtocol';
import { contentTypeOf, findInside } from '../../../src/main/shell/servedFile';
import { temporaryFolder } from '../../support/forOneTest';

const SECRET = 'not for the page';

let folder: string;
const get = (url: string, method = 'GET'): Promise<Response> => answerApp({ method, url }, folder);

beforeEach(() => {
  const parent = temporaryFolder();
  folder = join(parent, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  mkdirSync(join(parent, 'renderer-evil'));
  writeFileSync(join(folder, 'index.html'), '<p>Window</p>');
  writeFileSync(join(folder, 'assets', 'a name.js'), 'let a;');
  writeFileSync(join(parent, 'secret.txt'), SECRET);
  writeFileSync(join(parent, 'renderer-evil', 'secret.txt'), SECRET);
  symlinkSync(join(parent, 'secret.txt'), join(folder, 'assets', 'link.txt'));
  symlinkSync(parent, join(folder, 'assets', 'up'));
});

test('control: a bundled file is answered with its type and the policy', async () => {
  const answer = await get('app://bundle/index.html?query#fragment');
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe('<p>Window</p>');
  expect(answer.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect((await get('app://bundle/assets/a%20name.js')).status).toBe(200);
});

test.each([
  ['A10.01', 'app://bundle/../secret.txt'],
  ['A10.01', 'app://bundle/assets/../../secret.txt'],
  ['A10.01', 'app://bundle/../renderer-evil/secret.txt'],
  ['A10.02', 'app://bundle/%2e%2e/secret.txt'],
  ['A10.02', 'app://bundle/%2E./%2e%2E/secret.txt'],
  ['A10.03', 'app://bundle/..%2fsecret.txt'],
  ['A10.03', 'app://bundle/%2e%2e%2Fsecret.txt'],
  ['A10.03', 'app://bundle/assets%2findex.html'],
  ['A10.04', 'app://bundle/..\\secret.txt'],
  ['A10.04', 'app://bundle/..%5csecret.txt'],
  ['A10.05', 'app://bundle//etc/passwd'],
  ['A10.06', 'app://bundle/index.html%00'],
  ['A10.06', 'app://bundle/index.html%00.png'],
  ['A10.07', 'APP://BUNDLE/index.html'],
  ['A10.07', 'app://bundle.evil/index.html'],
  ['A10.08', 'app://user@bundle/index.html'],
  ['A10.08', 'app://user:secret@bundle/index.html'],
  ['A10.09', 'app://bundle:80/index.html'],
])('[%s] %s has no answer', async (_id, address) => {
  const answer = await get(address);
  expect(answer.status).toBe(404);
  expect(answer.body).toBeNull();
  expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
});

test.each([
  'app://bundle/',
  'app://bundle/assets',
  'app://bundle/assets/link.txt',
  'app://bundle/assets/up/secret.txt',
  'app://bundle/assets/nothing.js',
  'app://bundle/%',
  'app://bundle/%ff',
  'app-img://bundle/index.html',
  'https://bundle/index.html',
  'index.html',
  '',
])('%j has no answer either', async (address) => {
  expect((await get(address)).status).toBe(404);
});

test.each(['POST', 'HEAD', 'PUT', 'get'])('[A10.10] %s is refused', async (method) => {
  const answer = await get('app://bundle/index.html', method);
  expect(answer.status).toBe(405);
  expect(answer.body).toBeNull();
});

test('a file is found inside the folder only, even when the folder is a link itself', async () => {
  const link = join(folder, '..', 'link-to-renderer');
  symlinkSync(folder, link);
  expect(await findInside(link, '/index.html')).toMatch(/renderer.index\.html$/);
  expect(await findInside(link, '/../secret.txt')).toBeNull();
  expect(await findInside(join(folder, 'nothing'), '/index.html')).toBeNull();
});

test('what the app does not bundle has the neutral type', () => {
  expect(contentTypeOf('/a/index.js')).toBe('text/javascript; charset=utf-8');
  expect(contentTypeOf('/a/program.exe')).toBe('application/octet-stream');
  expect(contentTypeOf('/a/html')).toBe('application/octet-stream');
});
