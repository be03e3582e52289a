/** A real HTTP server on loopback that answers as a test tells it to, and remembers who asked what. */
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly at: number;
}

export type Answer = (request: SeenRequest, response: ServerResponse) => void;

export class FeedServer {
  readonly requests: SeenRequest[] = [];
  readonly #answers = new Map<string, Answer>();
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((incoming, response) => {
      const request = { path: incoming.url ?? '/', headers: incoming.headers, at: Date.now() };
      this.requests.push(request);
      const answer = this.#answers.get(request.path);
      if (answer === undefined) response.writeHead(404).end();
      else answer(request, response);
    });
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param port 0 picks a free one; a given one brings a server back where it was. */
  static async start(port = 0): Promise<FeedServer> {
    const server = new FeedServer();
    await new Promise<void>((resolve) => server.#server.listen(port, '127.0.0.1', resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://127.0.0.1:${String(this.port)}${path}`;
  }

  on(path: string, answer: Answer): this {
    this.#answers.set(path, answer);
    return this;
  }

  /** Answers 200 with a body, honouring `If-None-Match` when an ETag is given. */
  serve(path: string, body: string | Uint8Array, options: ServeOptions = {}): this {
    return this.on(path, ({ headers }, response) => {
      const { contentType = 'application/xml', etag, extra = {} } = options;
      if (etag !== undefined && headers['if-none-match'] === etag) {
        response.writeHead(304).end();
        return;
      }
      response.writeHead(200, {
        'content-type': contentType,
        ...(etag === undefined ? {} : { etag }),
        ...extra,
      });
      response.end(body);
    });
  }

  countOf(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  /** Stops at once, as a pulled plug would: open connections are cut. */
  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

export interface ServeOptions {
  readonly contentType?: string;
  readonly etag?: string;
  readonly extra?: Readonly<Record<string, string>>;
}
