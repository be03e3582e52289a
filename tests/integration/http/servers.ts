/** Unusual servers on loopback that are gone when the test that asked for them is over. */
import { onTestFinished } from 'vitest';
import { BlackHole } from '../../support/blackHole';
import { ProxyServer, type ProxyKind } from '../../support/proxyServer';
import { RawServer, type RawAnswer } from '../../support/rawServer';
import {
  SecureServer,
  type SecureAnswer,
  type SecureServerChoices,
} from '../../support/secureServer';

/** An address of loopback that plays the public internet where a policy says so. */
export const PUBLIC_HOST = '127.0.0.2';

export async function rawServerAt(
  host: string,
  answer: RawAnswer,
  port?: number,
): Promise<RawServer> {
  const server = await RawServer.start(answer, host, port);
  onTestFinished(() => server.kill());
  return server;
}

export async function secureServer(
  answer: SecureAnswer,
  choices?: SecureServerChoices,
): Promise<SecureServer> {
  const server = await SecureServer.start(answer, choices);
  onTestFinished(() => server.kill());
  return server;
}

export async function proxyServer(kind: ProxyKind, targetPort: number): Promise<ProxyServer> {
  const server = await ProxyServer.start(kind, targetPort);
  onTestFinished(() => server.kill());
  return server;
}

export async function blackHole(host: string, port?: number): Promise<BlackHole> {
  const hole = await BlackHole.start(host, port);
  onTestFinished(() => hole.kill());
  return hole;
}

/** Answers 200 with a short text, keeping the connection. */
export const saying =
  (text: string, ...headers: string[]): RawAnswer =>
  (socket) => {
    const length = String(Buffer.byteLength(text));
    const head = ['HTTP/1.1 200 OK', `Content-Length: ${length}`, ...headers];
    socket.write(`${head.join('\r\n')}\r\n\r\n${text}`);
  };

export const redirecting =
  (location: string, status = 302): RawAnswer =>
  (socket) => {
    const head = [`HTTP/1.1 ${String(status)} Moved`, `Location: ${location}`, 'Content-Length: 0'];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
  };

/** What a promise came to, and how many milliseconds it took. */
export async function timed<T>(work: Promise<T>): Promise<{ result: T; took: number }> {
  const start = performance.now();
  const result = await work;
  return { result, took: performance.now() - start };
}
