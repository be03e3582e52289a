/** An HTTPS server on loopback with a certificate nobody vouches for, written anew each time. */
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { writeCertificate } from './certificate';

export class SelfSignedServer {
  requests = 0;
  readonly #server: Server;

  private constructor(
    /** The certificate, for a client that is told to trust it. */
    readonly certificate: string,
    key: string,
    body: string,
  ) {
    this.#server = createServer({ key, cert: certificate }, (_request, response) => {
      this.requests += 1;
      response.end(body);
    });
    // A client that refuses the certificate hangs up in the middle of the greeting.
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(body: string): Promise<SelfSignedServer> {
    const { certificate, key } = writeCertificate();
    const server = new SelfSignedServer(certificate, key, body);
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
