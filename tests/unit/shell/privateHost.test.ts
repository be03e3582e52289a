import { expect, test } from 'vitest';
import { isPrivateHost } from '../../../src/main/shell/privateHost';

/** As the WHATWG parser writes a host. */
const hostOf = (host: string): string => new URL(`http://${host}/`).hostname;

test.each([
  'localhost',
  'LOCALHOST.',
  'a.localhost',
  'printer',
  'nas.local',
  'router.lan',
  'box.home.arpa',
  'wiki.internal',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.1',
  '0x7f.0.0.1',
  '017700000001',
  '2130706433',
  '①②⑦.⓪.⓪.①',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '[::]',
  '[::1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:c0a8:1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b:1::7f00:1]',
  '[2002:7f00:1::]',
  '[2001:0:1::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[fe80::1]',
  '[fec0::1]',
])('%s is private', (host) => {
  expect(isPrivateHost(hostOf(host))).toBe(true);
});

test.each([
  'example.org',
  'example.org.',
  'localhost.example.org',
  'local.example',
  'mylocal.example',
  '8.8.8.8',
  '100.128.0.1',
  '172.15.0.1',
  '172.32.0.1',
  '192.169.0.1',
  '[2606:4700::1]',
  '[2001:db8::1]',
  '[::ffff:8.8.8.8]',
])('%s is not', (host) => {
  expect(isPrivateHost(hostOf(host))).toBe(false);
});
