/** Certificates written anew for each test, signed by their own keys (RFC 5280, section 4.1). */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface CertificateOptions {
  /** The only host it is good for: a name, or an IPv4 address. */
  readonly host?: string;
  /** Milliseconds since 1970. */
  readonly from?: number;
  readonly until?: number;
}

/** Both in PEM. */
export interface WrittenCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** One element of DER: tag, length, content (X.690, section 8.1). */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const { length } = body;
  // As short as it can be written, or a strict reader takes it for damaged.
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), body]);
}

const sequence = (...content: readonly Uint8Array[]): Buffer => der(0x30, ...content);
const identifier = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: number): Buffer => {
  const digits = new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
  return der(0x17, Buffer.from(digits.slice(2)));
};

const HOUR_MS = 3_600_000;

/** @returns a certificate for 127.0.0.1 and a day, unless told otherwise, which is its own authority. */
export function writeCertificate(options: CertificateOptions = {}): WrittenCertificate {
  const { host = '127.0.0.1', from = Date.now() - HOUR_MS } = options;
  const until = options.until ?? Date.now() + 23 * HOUR_MS;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
  const commonName = sequence(identifier('550403'), der(0x0c, Buffer.from('Loopback test')));
  const name = sequence(der(0x31, commonName));
  const constraints = der(0x04, sequence(der(0x01, Buffer.from([0xff]))));
  const subject = der(0x04, sequence(subjectName(host)));
  const extensions = sequence(
    sequence(identifier('551d13'), constraints),
    sequence(identifier('551d11'), subject),
  );
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(from), time(until)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const certificate = sequence(body, ecdsaWithSha256, signature).toString('base64');
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return {
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join(
      '\n',
    ),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** A name or an address as the extension for alternative names has it (RFC 5280, section 4.2.1.6). */
function subjectName(host: string): Buffer {
  const isAddress = /^[\d.]+$/.test(host);
  return isAddress
    ? der(0x87, Buffer.from(host.split('.').map(Number)))
    : der(0x82, Buffer.from(host));
}
