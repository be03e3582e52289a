import { describe, expect, test } from 'vitest';
import { publicOnly } from '../../../src/main/fetch/addressPolicy';
import { groupsOf, isPublicAddress } from '../../../src/shared/addressRanges';

describe('an address that is not public', () => {
  test.each([
    '0.0.0.0', '0.1.2.3', '10.0.0.1', '10.255.255.255', '100.64.0.1', '100.127.255.255', '127.0.0.1',
    '127.255.255.255', '169.254.169.254', '172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1',
    '192.88.99.1', '192.168.0.1', '192.168.255.255', '198.18.0.1', '198.19.255.255', '198.51.100.1',
    '203.0.113.1', '224.0.0.1', '239.255.255.255', '240.0.0.1', '255.255.255.255',
    '::', '::1', '::127.0.0.1', '::8.8.8.8', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1',
    '64:ff9b::10.0.0.1', '64:ff9b:1::8.8.8.8', '100::1', '2001::1', '2001:0:4136:e378:8000:63bf:3fff:fdd2',
    '2001:10::1', '2001:db8::1', '2002:7f00:1::1', '2002:808:808::1', '3fff::1', 'fc00::1', 'fd12:3456::1',
    'fe80::1', 'fe80::1%eth0', 'febf::1', 'fec0::1', 'ff02::1', '4000::1',
    '', 'localhost', '127.1', '[::1]', '1.2.3.4.5', '256.1.1.1', '8.8.8', '2600::1::2', '2600:1:2:3:4:5:6',
    '2600:1:2:3:4:5:6:7:8', '2600::g', '2600:1:2:3:4:5:6:7::', '2600', '8.8.8.8:80', '0x08.8.8.8',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  }); // prettier-ignore
});

describe('an address that is public', () => {
  test.each([
    '1.1.1.1', '8.8.8.8', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255',
    '128.0.0.1', '169.253.0.1', '172.15.255.255', '172.32.0.0', '192.0.1.1', '192.167.255.255', '198.17.0.1',
    '198.20.0.0', '223.255.255.255', '2001:200::1', '2606:4700:4700::1111', '2a00:1450:4001:82a::200e',
    '::ffff:8.8.8.8', '64:ff9b::8.8.8.8', '64:ff9b::808:808',
  ])('%s', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  }); // prettier-ignore
});

test.each([
  ['::', [0, 0, 0, 0, 0, 0, 0, 0]],
  ['1::8', [1, 0, 0, 0, 0, 0, 0, 8]],
  ['1:2:3:4:5:6:7:8', [1, 2, 3, 4, 5, 6, 7, 8]],
  ['::ffff:1.2.3.4', [0, 0, 0, 0, 0, 0xffff, 0x102, 0x304]],
])('%s has eight groups', (address, groups) => {
  expect(groupsOf(address)).toEqual(groups);
});

test.each([
  'printer',
  'nas.local',
  'a.lan',
  'b.home.arpa',
  'x.internal',
  'localhost.',
  'a.b.localhost',
  '',
])('the name %s is known to one network only', (name) => {
  expect(publicOnly.allowsHost(name)).toBe(false);
});

test.each(['example.org', 'example.org.', 'localhost.example.org', 'local.example', 'mylocal.org'])(
  'the name %s may be public',
  (name) => {
    expect(publicOnly.allowsHost(name)).toBe(true);
  },
);
