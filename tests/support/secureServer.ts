/** A server on loopback that speaks HTTP/2, and HTTP/1.1 with those who do not, under any certificate. */
import {
  createSecureServer,
  type Http2SecureServer,
  type Http2ServerRequest,
  type Http2ServerResponse,
  type SecureServerOptions,
  type ServerHttp2Session,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { writeCertificate, type CertificateOptions } from './certificate';

export type SecureAnswer = (request: Http2ServerRequest, response: Http2ServerResponse) => void;

export interface SecureServerChoices {
  readonly certificate?: CertificateOptions;
  readonly tls?: SecureServerOptions;
}

export class SecureServer {
  readonly requests: { readonly path: string; readonly httpVersion: string }[] = [];
  readonly sessions: ServerHttp2Session[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Http2SecureServer;

  private constructor(
    /** In PEM, for a client that is told to trust it. */
    readonly certificate: string,
    options: SecureServerOptions,
    answer: SecureAnswer,
  ) {
    this.#server = createSecureServer({ allowHTTP1: true, ...options }, (request, response) => {
      this.requests.push({ path: request.url, httpVersion: request.httpVersion });
      answer(request, response);
    });
    this.#server.on('session', (session) => {
      session.on('error', () => undefined);
      this.sessions.push(session);
    });
    this.#server.on('connection', (socket: Socket) => {
      socket.on('error', () => undefined);
      this.#sockets.add(socket);
    });
    // A client that refuses the certificate hangs up in the middle of the greeting.
    this.#server.on('tlsClientError', () => undefined);
  }

  static async start(
    answer: SecureAnswer,
    { certificate = {}, tls = {} }: SecureServerChoices = {},
  ): Promise<SecureServer> {
    const written = writeCertificate(certificate);
    const options = { cert: written.certificate, key: written.key, ...tls };
    const server = new SecureServer(written.certificate, options, answer);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections of any kind that were ever made. */
  get connections(): number {
    return this.#sockets.size;
  }

  url(path = '/'): string {
    return `https://127.0.0.1:${String(this.port)}${path}`;
  }

  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
