/** A TCP server on loopback for answers that no HTTP library would send. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Called once for each request, with its head as it arrived. */
export type RawAnswer = (socket: Socket, head: string) => void;

export class RawServer {
  /** Heads of requests, one character per byte. */
  readonly heads: string[] = [];
  connections = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(answer: RawAnswer) {
    this.#server = createServer((socket) => {
      this.connections += 1;
      this.#sockets.add(socket);
      let received = '';
      socket.on('data', (chunk) => {
        received += chunk.toString('latin1');
        const end = received.indexOf('\r\n\r\n');
        if (end < 0) return;
        const head = received.slice(0, end);
        received = received.slice(end + 4);
        this.heads.push(head);
        answer(socket, head);
      });
      socket.on('error', () => undefined);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  /** @param host an address of loopback. */
  static async start(answer: RawAnswer, host = '127.0.0.1', port = 0): Promise<RawServer> {
    const server = new RawServer(answer);
    await new Promise<void>((resolve) => server.#server.listen(port, host, resolve));
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  url(path = '/'): string {
    const { address, family } = this.#server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    return `http://${host}:${String(this.port)}${path}`;
  }

  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

/** The lines of a request's head as name and value, in the order they were sent. */
export function headerLines(head: string): [name: string, value: string][] {
  return head
    .split('\r\n')
    .slice(1)
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
}
