import { describe, expect, test } from 'vitest';
import { isPublicHost } from '../../../src/shared/publicHost';

/** The host as the WHATWG parser writes it, which is what the function is given. */
const hostOf = (spelling: string): string => new URL(`http://${spelling}/`).hostname;

describe('not public is', () => {
  test.each([
    ...['localhost', 'LOCALHOST.', 'a.localhost', 'nas', 'printer', 'nas.local', 'printer.local.'],
    ...['router.lan', 'box.home.arpa', 'db.internal', 'box.localdomain', 'wiki.corp', 'a.home'],
    ...['127.0.0.1', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '①②⑦.⓪.⓪.①', '0.0.0.0'],
    ...['10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.1.5', '192.0.0.8'],
    ...['100.64.0.1', '100.127.255.255', '169.254.169.254', '198.18.0.1', '224.0.0.1'],
    ...['240.0.0.1', '255.255.255.255', '[::1]', '[::]', '[::127.0.0.1]', '[::ffff:127.0.0.1]'],
    ...['[::ffff:c0a8:1]', '[fc00::1]', '[fdff::1]', '[fe80::1]', '[fec0::1]', '[ff02::1]'],
    ...['[64:ff9b:1::1]', '[64:ff9b::7f00:1]', '[64:ff9b::10.0.0.1]', '[2002:7f00:1::]'],
    ...['[2002:808:808::]', '[2001::1]', '[2001:db8::1]'],
  ])('%s', (spelling) => {
    expect(isPublicHost(hostOf(spelling))).toBe(false);
  });
});

describe('public is', () => {
  test.each([
    ...['example.org', 'example.org.', 'localhost.example.org', 'local.example', 'mylocal.example'],
    ...['notlocal.org', 'xn--bcher-kva.example', '8.8.8.8', '11.0.0.1', '172.15.255.255'],
    ...['172.32.0.1', '192.167.0.1', '192.169.0.1', '100.63.0.1', '100.128.0.1', '126.255.255.255'],
    ...['128.0.0.1', '169.253.0.1', '198.17.0.1', '198.20.0.1', '223.255.255.255'],
    ...['[2a00:1450::1]', '[2606:4700::1]', '[2001:db9::1]', '[::ffff:8.8.8.8]'],
    '[64:ff9b::8.8.8.8]',
  ])('%s', (spelling) => {
    expect(isPublicHost(hostOf(spelling))).toBe(true);
  });
});
