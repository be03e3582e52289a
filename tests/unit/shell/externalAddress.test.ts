/** Protocol A8: what may be handed to the operating system, spelling by spelling. */
import { describe, expect, test } from 'vitest';
import { judgeExternalAddress } from '../../../src/main/shell/externalAddress';
import { MAX_ADDRESS_LENGTH } from '../../../src/shared/model';

/** Case, what it is, and the spellings of it that must all be refused. */
const REFUSED: readonly [id: string, what: string, ...addresses: string[]][] = [
  ['A8.01', 'javascript: written plainly', 'javascript:alert(1)', 'javascript://example.org/%0aP'],
  ['A8.02', 'javascript: with a tab inside', 'jav\tascript:alert(1)'],
  ['A8.03', 'javascript: with a line break inside', 'java\nscript:alert(1)', 'java\r\nscript:P'],
  ['A8.04', 'javascript: behind a control character', '\u0001javascript:alert(1)'],
  ['A8.05', 'javascript: in mixed case behind a space', ' JaVaScRiPt:alert(1)'],
  ['A8.06', 'data:', 'data:text/html,<script>1</script>', 'data:,'],
  ['A8.07', 'vbscript:', 'vbscript:MsgBox(1)', 'VBScript:MsgBox(1)'],
  ['A8.08', 'file:', 'file:///etc/passwd', 'file://host/share/a.exe', 'FILE:/etc/passwd'],
  ['A8.09', 'a network share', 'smb://127.0.0.1/s', '\\\\host\\share\\x', '//host/share/x'],
  ['A8.10', 'ms-msdt:', 'ms-msdt:/id PCWDiagnostic /skip force', 'ms-msdt:/id'],
  ['A8.11', 'search-ms:', 'search-ms:query=x&crumb=location:\\\\host\\s', 'search-ms:q'],
  ['A8.12', 'ms-calculator:', 'ms-calculator:', 'ms-calculator://', 'calculator:'],
  ['A8.13', 'blob:', 'blob:https://example.org/1f0a', 'blob:app://bundle/1f0a'],
  ['A8.14', 'view-source:', 'view-source:https://example.org/', 'view-source:file:///etc/passwd'],
  ['A8.15', "the app's own schemes", 'app://bundle/index.html', `app-img://${'a'.repeat(64)}`],
  ['A8.16', 'ftp:', 'ftp://example.org/a', 'sftp://example.org/a', 'ssh://example.org'],
  [
    'A8.18',
    'credentials',
    'http://user:secret@example.org/',
    'https://bank.example@evil.example/',
    'https://:secret@example.org/',
  ],
  ['A8.23', 'no absolute address', '/a', 'a b', 'https:// /', 'example.org', 'http://', '#a'],
  ['A8.24', 'an empty address', '', ' ', '\n'],
];

const hrefOf = (address: string): string | undefined => judgeExternalAddress(address)?.href;
const asksAbout = (address: string): string | null | undefined =>
  judgeExternalAddress(address)?.privateHost;

test.each(REFUSED)('[%s] %s is refused', (_id, _what, ...addresses) => {
  expect(addresses.map(judgeExternalAddress)).toEqual(addresses.map(() => null));
});

describe('mail addresses', () => {
  test('[A8.17] keep addresses, subject and body; a file is never attached', () => {
    expect(hrefOf('mailto:a@b.example?attach=/etc/passwd')).toBe('mailto:a@b.example');
    expect(hrefOf('mailto:a@b.example?attachment=/etc/passwd&subject=Hello%20you&body=x')).toBe(
      'mailto:a@b.example?subject=Hello%20you&body=x',
    );
    expect(hrefOf('MAILTO:a@b.example?ATTACH=/etc/passwd')).toBe('mailto:a@b.example');
  });

  test('[A8.22] cannot add header fields or options of a mail program', () => {
    expect(hrefOf('mailto:a@b.example?bcc=c@d.example&cc=e@f.example&to=g@h.example')).toBe(
      'mailto:a@b.example',
    );
    expect(hrefOf('mailto:a@b.example?subject=Hi%0D%0ABcc:%20c@d.example')).toBe(
      'mailto:a@b.example?subject=Hi%20%20Bcc%3A%20c%40d.example',
    );
    expect(hrefOf('mailto:"--attach /etc/passwd"@b.example')).toBeUndefined();
    expect(hrefOf('mailto:?subject=nobody')).toBeUndefined();
  });
});

test('[A8.19] an address is at most 2,048 characters long, as given and as written anew', () => {
  const start = 'https://example.org/';
  const longest = start + 'a'.repeat(MAX_ADDRESS_LENGTH - start.length);
  expect(longest).toHaveLength(2048);
  expect(hrefOf(longest)).toBe(longest);
  expect(hrefOf(`${longest}a`)).toBeUndefined();
  // Each of these letters is written anew as six characters.
  expect(hrefOf(start + 'ä'.repeat(1000))).toBeUndefined();
});

test('[A8.20] an address on this machine or its network is asked about first', () => {
  const asked: [address: string, host: string][] = [
    ['http://localhost/', 'localhost'],
    ['http://127.0.0.1:631/admin', '127.0.0.1:631'],
    ['http://192.168.1.1/', '192.168.1.1'],
    ['http://2130706433/', '127.0.0.1'],
    ['http://0x7f.1/', '127.0.0.1'],
    ['http://①②⑦.⓪.⓪.①/', '127.0.0.1'],
    ['http://[::1]:8080/', '[::1]:8080'],
    ['http://router.local/', 'router.local'],
    ['http://printer/', 'printer'],
    ['https://192.168.1.1/reboot', '192.168.1.1'],
    ['https://router.local:8443/', 'router.local:8443'],
  ];
  expect(asked.map(([address]) => asksAbout(address))).toEqual(asked.map(([, host]) => host));
  expect(asksAbout('http://example.org/')).toBeNull();
  expect(asksAbout('https://example.org/')).toBeNull();
  expect(asksAbout('http://localhost.example.org/')).toBeNull();
  expect(asksAbout('mailto:a@b.example')).toBeNull();
});

test('[A8.21] a web address is opened as it is written anew, never as it came', () => {
  const written: [came: string, opened: string][] = [
    ['https://example.org', 'https://example.org/'],
    [' \tHTTPS://EXAMPLE.org:443/a/../b c"\n', 'https://example.org/b%20c%22'],
    ['https:\\\\example.org\\a', 'https://example.org/a'],
    ['https:example.org', 'https://example.org/'],
    ['https://ex\nample.org/--x', 'https://example.org/--x'],
    ['http://bücher.example/`id`$(id)', 'http://xn--bcher-kva.example/%60id%60$(id)'],
    ['https://example.org/?q="&x=<y>', 'https://example.org/?q=%22&x=%3Cy%3E'],
  ];
  expect(written.map(([came]) => hrefOf(came))).toEqual(written.map(([, opened]) => opened));
});
