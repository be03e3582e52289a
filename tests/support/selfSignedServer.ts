/** An HTTPS server on loopback with a certificate nobody vouches for, written anew each time. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

export class SelfSignedServer {
  requests = 0;
  readonly #server: Server;

  private constructor(
    /** The certificate, for a client that is told to trust it. */
    readonly certificate: string,
    key: KeyObject,
    body: string,
  ) {
    const pem = key.export({ type: 'pkcs8', format: 'pem' });
    this.#server = createServer({ key: pem, cert: certificate }, (_request, response) => {
      this.requests += 1;
      response.end(body);
    });
    // A client that refuses the certificate hangs up in the middle of the greeting.
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(body: string): Promise<SelfSignedServer> {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const server = new SelfSignedServer(selfSigned(privateKey, publicKey), privateKey, body);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  url(path: string): string {
    return `https://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}${path}`;
  }

  async kill(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
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

/** A certificate for 127.0.0.1, valid for a day, signed by its own key (RFC 5280, section 4.1). */
function selfSigned(privateKey: KeyObject, publicKey: KeyObject): string {
  const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
  const commonName = sequence(identifier('550403'), der(0x0c, Buffer.from('Loopback test')));
  const name = sequence(der(0x31, commonName));
  const constraints = der(0x04, sequence(der(0x01, Buffer.from([0xff]))));
  const address = der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1]))));
  const extensions = sequence(
    sequence(identifier('551d13'), constraints),
    sequence(identifier('551d11'), address),
  );
  const hour = 3_600_000;
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    name,
    sequence(time(Date.now() - hour), time(Date.now() + 23 * hour)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const certificate = sequence(body, ecdsaWithSha256, signature).toString('base64');
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
