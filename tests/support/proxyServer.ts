/** A proxy on loopback that leads everything, whatever it is asked for, to one port of loopback. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** `strict` is an HTTP proxy that wants a password from everybody. */
export type ProxyKind = 'http' | 'socks' | 'strict';

export class ProxyServer {
  /** Request lines, or targets of SOCKS requests, as they came. */
  readonly requests: string[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(kind: ProxyKind, targetPort: number) {
    this.#server = createServer((client) => {
      this.#watch(client);
      client.once('data', (first) => {
        if (kind === 'socks') this.#answerSocks(client, first, targetPort);
        else this.#answerHttp(client, first, kind === 'strict' ? null : targetPort);
      });
    });
  }

  static async start(kind: ProxyKind, targetPort: number): Promise<ProxyServer> {
    const server = new ProxyServer(kind, targetPort);
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get host(): string {
    return `127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  async kill(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #answerHttp(client: Socket, first: Buffer, targetPort: number | null): void {
    const [line = ''] = first.toString('latin1').split('\r\n');
    this.requests.push(line);
    if (targetPort === null) {
      const status = 'HTTP/1.1 407 Proxy Authentication Required';
      client.write(`${status}\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const target = this.#join(client, targetPort);
    if (line.startsWith('CONNECT ')) client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    else target.write(first);
  }

  #answerSocks(client: Socket, greeting: Buffer, targetPort: number): void {
    if (!greeting.equals(Buffer.from([5, 1, 0]))) {
      client.destroy();
      return;
    }
    client.write(Buffer.from([5, 0]));
    client.once('data', (request) => {
      const kind = request[3];
      const length = kind === 3 ? (request[4] ?? 0) + 1 : kind === 4 ? 16 : 4;
      const address = request.subarray(4, 4 + length);
      const host = kind === 3 ? address.subarray(1).toString() : address.toString('hex');
      this.requests.push(`${host}:${String(request.readUInt16BE(4 + length))}`);
      this.#join(client, targetPort);
      // In two pieces, as a network may deliver it.
      client.write(Buffer.from([5, 0, 0]));
      setImmediate(() => client.write(Buffer.from([1, 127, 0, 0, 1, 0, 80])));
    });
  }

  #join(client: Socket, port: number): Socket {
    const target = connect(port, '127.0.0.1');
    this.#watch(target);
    client.pipe(target).pipe(client);
    return target;
  }

  #watch(socket: Socket): void {
    socket.on('error', () => undefined);
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
