/** Asks a SOCKS 5 proxy for a connection (RFC 1928), without a name or password. */
import { isIP, type Socket } from 'node:net';
import { ReaderError } from '../../shared/errors';
import { groupsOf } from '../../shared/addressRanges';

const VERSION = 5;
const NO_PASSWORD = 0;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;
/** Replies that speak of the target, not of the proxy: network or host unreachable, refused, TTL over. */
const TARGET_REPLIES = new Set([3, 4, 5, 6]);

/**
 * @param socket connected to the proxy. Afterwards it leads to the target.
 * @param host a name, which the proxy resolves, or an IP address.
 * @throws ReaderError `proxy`, or `network` when the proxy could not reach the target.
 */
export async function socksHandshake(socket: Socket, host: string, port: number): Promise<void> {
  const read = reader(socket);
  try {
    socket.write(Uint8Array.of(VERSION, 1, NO_PASSWORD));
    const [version, method] = await read.next(2);
    if (version !== VERSION || method !== NO_PASSWORD) throw refused('wants something else');
    socket.write(Buffer.concat([Uint8Array.of(VERSION, CONNECT, 0), targetOf(host, port)]));
    const [, reply = 1, , kind] = await read.next(4);
    if (TARGET_REPLIES.has(reply)) {
      throw new ReaderError('network', 'The proxy could not reach the server.', { host });
    }
    if (reply !== 0) throw refused(`said no (${String(reply)})`);
    // The address that the proxy uses; nobody needs it, but it must be read.
    const [length = 0] = kind === NAME ? await read.next(1) : [kind === IPV6 ? 16 : 4];
    await read.next(length + 2);
  } finally {
    read.end();
  }
}

function targetOf(host: string, port: number): Buffer {
  const address = {
    4: () => [IPV4, ...host.split('.').map(Number)],
    6: () => [IPV6, ...(groupsOf(host) ?? []).flatMap((group) => [group >> 8, group & 0xff])],
    0: () => [NAME, host.length, ...Buffer.from(host, 'latin1')],
  }[isIP(host) as 0 | 4 | 6]();
  return Buffer.from([...address, port >> 8, port & 0xff]);
}

interface Reader {
  /** Resolves with exactly so many bytes. */
  next(length: number): Promise<Uint8Array>;
  /** Gives the socket back, with every byte that was not taken. */
  end(): void;
}

function reader(socket: Socket): Reader {
  let waiting: { resolve: () => void; reject: (error: Error) => void } | null = null;
  let failure: Error | null = null;
  const wake = (): void => {
    waiting?.resolve();
  };
  const fail = (error?: Error): void => {
    failure ??= error ?? refused('hung up');
    waiting?.reject(failure);
  };
  const hangUp = (): void => {
    fail();
  };
  socket.on('readable', wake).on('error', fail).on('close', hangUp).on('end', hangUp);
  return {
    async next(length) {
      for (;;) {
        const bytes = socket.read(length) as Buffer | null;
        if (bytes !== null) return bytes;
        if (failure !== null) throw failure;
        await new Promise<void>((resolve, reject) => (waiting = { resolve, reject }));
      }
    },
    end() {
      socket.off('readable', wake).off('error', fail).off('close', hangUp).off('end', hangUp);
    },
  };
}

function refused(how: string): ReaderError {
  return new ReaderError('proxy', `The SOCKS proxy ${how}.`);
}
