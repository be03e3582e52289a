/** Folders, servers and engines that are gone when the test that asked for them is over. */
import { onTestFinished } from 'vitest';
import { FeedServer } from './feedServer';
import { RawServer, type RawAnswer } from './rawServer';
import {
  removeDirectory,
  startEngine,
  temporaryDirectory,
  type RunningEngine,
  type StartOptions,
} from './startEngine';

// Vitest runs these clean-ups in reverse order, so an engine closes before its folder goes.

export function temporaryFolder(): string {
  const directory = temporaryDirectory();
  onTestFinished(() => {
    removeDirectory(directory);
  });
  return directory;
}

export async function feedServer(port?: number): Promise<FeedServer> {
  const server = await FeedServer.start(port);
  onTestFinished(() => server.kill());
  return server;
}

export async function rawServer(answer: RawAnswer): Promise<RawServer> {
  const server = await RawServer.start(answer);
  onTestFinished(() => server.kill());
  return server;
}

export function engine(options: StartOptions = {}): RunningEngine {
  const started = startEngine({ ...options, directory: options.directory ?? temporaryFolder() });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= started.close());
  onTestFinished(close);
  return { ...started, close };
}
