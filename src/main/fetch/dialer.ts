/**
 * Opens connections: straight to a server whose resolved address the policy allows, or through a
 * proxy. undici has agents for proxies, but they judge no resolved address, offer no HTTP/2, and
 * connect without end to a proxy that hangs up.
 */
import { connect, isIP, type LookupFunction, type Socket, type TcpNetConnectOpts } from 'node:net';
import {
  connect as connectTls,
  createSecureContext,
  rootCertificates,
  type ConnectionOptions,
  type SecureContext,
  type TLSSocket,
} from 'node:tls';
import type { buildConnector } from 'undici';
import { ReaderError } from '../../shared/errors';
import { bareHost } from '../../shared/publicHost';
import { privateAddress, type AddressPolicy } from './addressPolicy';
import { established } from './establish';
import type { ProxyRoute } from './proxyRoute';
import type { Resolve } from './resolve';

/** Milliseconds before the next of a host's addresses is tried (RFC 8305, section 8). */
const NEXT_ADDRESS_MS = 250;

export interface DialerOptions {
  readonly policy: AddressPolicy;
  readonly resolve: Resolve;
  /** Milliseconds until a connection stands: name, TCP, proxy and TLS together. */
  readonly connectMs: number;
  /** Certificates of authorities to trust besides the usual ones, in PEM. */
  readonly authorities: readonly string[];
}

export type Way =
  /** Straight to a server; its resolved address is judged. */
  | { readonly kind: 'public' }
  /** Straight to a server that a person allowed. */
  | { readonly kind: 'allowed' }
  /** To a proxy, for requests that it reads itself. The system chose it, so it is not judged. */
  | { readonly kind: 'proxy' }
  /** To a server through a proxy. */
  | { readonly kind: 'tunnel'; readonly proxy: ProxyRoute };

interface Address {
  readonly host: string;
  readonly port: number;
}

export class Dialer {
  readonly #attempts = new Set<AbortController>();
  readonly #counts = new Map<string, number>();
  readonly #http2Counts = new Map<string, number>();
  #trust: SecureContext | null = null;

  constructor(private readonly options: DialerOptions) {}

  /** Connects as undici wants it: never throws; failures go to the callback. */
  connector(way: Way): buildConnector.connector {
    return (target, callback) => {
      this.#dial(way, target).then(
        (socket) => {
          callback(null, socket);
        },
        (error: unknown) => {
          callback(error instanceof Error ? error : new Error(String(error)), null);
        },
      );
    };
  }

  /** Whether a connection to this origin speaks HTTP/2, in which every body has a certain end. */
  speaksHttp2(origin: string): boolean {
    return this.#http2Counts.has(origin);
  }

  /** Connections made to this origin so far. */
  countTo(origin: string): number {
    return this.#counts.get(origin) ?? 0;
  }

  /** Gives up every connection that does not stand yet. */
  close(): void {
    for (const attempt of this.#attempts) attempt.abort(new ReaderError('cancelled', 'Closing.'));
  }

  async #dial(way: Way, target: buildConnector.Options): Promise<Socket> {
    const attempt = new AbortController();
    this.#attempts.add(attempt);
    const deadline = setTimeout(() => {
      attempt.abort(new ReaderError('timeout', 'No connection was made in time.'));
    }, this.options.connectMs);
    try {
      const socket = await this.#open(way, target, attempt.signal);
      this.#note(socket, originOf(target));
      return socket;
    } finally {
      clearTimeout(deadline);
      this.#attempts.delete(attempt);
    }
  }

  async #open(way: Way, target: buildConnector.Options, signal: AbortSignal): Promise<Socket> {
    const { hostname } = target;
    const isEncrypted = target.protocol === 'https:';
    const address = { host: hostname, port: Number(target.port) || (isEncrypted ? 443 : 80) };
    if (way.kind !== 'tunnel') {
      const straight = this.#straight(address, way.kind === 'public');
      const mayBeHttp2 = way.kind !== 'proxy';
      return isEncrypted
        ? established(this.#encrypt(straight, hostname, mayBeHttp2), 'secureConnect', signal)
        : established(connect(straight), 'connect', signal);
    }
    const through = await this.#throughProxy(way.proxy, address, signal);
    if (!isEncrypted) return through;
    const encrypted = this.#encrypt({ socket: through }, hostname, true);
    return established(encrypted, 'secureConnect', signal);
  }

  async #throughProxy(proxy: ProxyRoute, target: Address, signal: AbortSignal): Promise<Socket> {
    // Before there is a socket that nobody would listen to meanwhile.
    const { openTunnel } = await import('./tunnel');
    const host = bareHost(proxy.hostname);
    const straight = this.#straight({ host, port: proxy.port }, false);
    let socket: Socket;
    try {
      socket =
        proxy.kind === 'https'
          ? await established(this.#encrypt(straight, host, false), 'secureConnect', signal)
          : await established(connect(straight), 'connect', signal);
    } catch (error) {
      throw new ReaderError('proxy', `The proxy cannot be reached (${String(error)}).`);
    }
    return openTunnel(socket, proxy.kind, target, signal);
  }

  #straight(address: Address, isJudged: boolean): TcpNetConnectOpts {
    return {
      ...address,
      lookup: this.#lookup(isJudged),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS,
      noDelay: true,
    };
  }

  /** What `net` asks for the addresses of a name; it then dials these and no others. */
  #lookup(isJudged: boolean): LookupFunction {
    const { policy, resolve } = this.options;
    return (hostname, _options, callback) => {
      resolve(hostname).then(
        (addresses) => {
          const allowed = isJudged
            ? addresses.filter(({ address }) => policy.allowsAddress(address))
            : addresses;
          if (allowed.length > 0) callback(null, [...allowed]);
          else if (addresses.length > 0) callback(privateAddress(hostname), []);
          else callback(new ReaderError('network', 'The name has no address.'), []);
        },
        (error: unknown) => {
          callback(error as NodeJS.ErrnoException, []);
        },
      );
    };
  }

  #encrypt(where: ConnectionOptions, hostname: string, mayBeHttp2: boolean): TLSSocket {
    return connectTls({
      ...where,
      host: hostname,
      // An IP address is no server name (RFC 6066, section 3); the certificate must still be its own.
      ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
      ALPNProtocols: mayBeHttp2 ? ['h2', 'http/1.1'] : ['http/1.1'],
      secureContext: this.#trustedContext(),
      rejectUnauthorized: true,
    });
  }

  /** One for all connections: making one reads every certificate again. */
  #trustedContext(): SecureContext {
    const { authorities } = this.options;
    this.#trust ??= createSecureContext({
      minVersion: 'TLSv1.2',
      ...(authorities.length === 0 ? {} : { ca: [...rootCertificates, ...authorities] }),
    });
    return this.#trust;
  }

  #note(socket: Socket, origin: string): void {
    this.#counts.set(origin, this.countTo(origin) + 1);
    if (!('alpnProtocol' in socket) || socket.alpnProtocol !== 'h2') return;
    this.#http2Counts.set(origin, (this.#http2Counts.get(origin) ?? 0) + 1);
    socket.once('close', () => {
      const left = (this.#http2Counts.get(origin) ?? 1) - 1;
      if (left > 0) this.#http2Counts.set(origin, left);
      else this.#http2Counts.delete(origin);
    });
  }
}

function originOf({ protocol, hostname, port }: buildConnector.Options): string {
  const host = hostname.includes(':') ? `[${hostname}]` : hostname;
  return new URL(`${protocol}//${host}:${port}`).origin;
}
