/** Connections through a proxy that passes bytes on without reading them. */
import { isIPv6, type Socket } from 'node:net';
import { Client } from 'undici';
import { ReaderError } from '../../shared/errors';
import { socksHandshake } from './socksHandshake';

export interface TunnelTarget {
  /** A name, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
}

/**
 * @param socket connected to the proxy; afterwards it leads to the target. It is ended on failure.
 * @throws ReaderError `proxy`, `network` when the proxy could not reach the target, or the signal's
 *   reason.
 */
export async function openTunnel(
  socket: Socket,
  kind: 'http' | 'https' | 'socks',
  target: TunnelTarget,
  signal: AbortSignal,
): Promise<Socket> {
  const giveUp = (): void => {
    socket.destroy(signal.reason as Error);
  };
  signal.addEventListener('abort', giveUp, { once: true });
  try {
    if (kind !== 'socks') return await askForTunnel(socket, target);
    await socksHandshake(socket, target.host, target.port);
    return socket;
  } catch (error) {
    socket.destroy();
    // The signal's own error is that too: a tunnel may take long because of the target.
    if (error instanceof ReaderError) throw error;
    throw new ReaderError('proxy', `The proxy made no tunnel (${String(error)}).`);
  } finally {
    signal.removeEventListener('abort', giveUp);
  }
}

/** `CONNECT` (RFC 9110, section 9.3.6), with undici reading the answer. */
async function askForTunnel(socket: Socket, { host, port }: TunnelTarget): Promise<Socket> {
  let isTaken = false;
  const client = new Client('http://proxy', {
    // Once and no more: undici would connect again for as long as the proxy hangs up.
    connect: (_target, callback) => {
      const isAgain = isTaken;
      isTaken = true;
      // Not before this call has returned, or undici never sends its request.
      queueMicrotask(() => {
        if (isAgain) callback(new ReaderError('proxy', 'The proxy hung up.'), null);
        else callback(null, socket);
      });
    },
    headersTimeout: 0,
  });
  const path = `${isIPv6(host) ? `[${host}]` : host}:${String(port)}`;
  try {
    const answer = await client.connect({ path, headers: { host: path } });
    if (answer.statusCode >= 200 && answer.statusCode < 300) return socket;
    throw new ReaderError('proxy', `The proxy answered ${String(answer.statusCode)}.`);
  } finally {
    // The socket is the client's no more once a tunnel stands.
    void client.destroy();
  }
}
