/** The real engine in this process, on a real folder, with the real parser thread. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { contract, type MethodName, type ReaderApi } from '../../src/shared/contract/index';
import type { EventName, EventPayload, ReaderEvent } from '../../src/shared/contract/events';
import { createClient, createDispatcher } from '../../src/shared/rpc';
import type { Clock } from '../../src/main/core/ports';
import { createEngine, type Engine, type EngineParts } from '../../src/main/engine/createEngine';
import type { AddressPolicy } from '../../src/main/fetch/addressPolicy';
import { CARETAKER_PATH, PARSER_PATH } from './threads';

export interface RunningEngine {
  readonly api: ReaderApi;
  readonly engine: Engine;
  readonly directory: string;
  readonly events: ReaderEvent[];
  readonly problems: string[];
  /**
   * Puts the engine's clock ahead, so that servers may be asked again. Does nothing to an engine that
   * was given a clock of the test's own.
   */
  letTimePass(milliseconds: number): void;
  /** Resolves with the first event of that name, past or to come, that `accept` takes. */
  waitFor<N extends EventName>(
    name: N,
    accept?: (payload: EventPayload<N>) => boolean,
  ): Promise<EventPayload<N>>;
  close(): Promise<void>;
}

type Replaceable =
  | 'later'
  | 'random'
  | 'resolveProxy'
  | 'safe'
  | 'web'
  | 'hostSpacingMs'
  | 'pageDeadlineMs'
  | 'elapsed'
  | 'onDamage'
  | 'onRecovering';

export interface StartOptions extends Pick<EngineParts, Replaceable> {
  /** Reuse the library of an earlier engine. */
  readonly directory?: string;
  readonly clock?: Clock;
  readonly sampleDirectory?: string;
  /** Judges addresses as the app does, so that the loopback servers of tests are private. */
  readonly isStrict?: boolean;
}

const WAIT_MS = 10_000;

/** The servers of tests are on loopback, which stands for the web; nothing else is let through. */
const loopbackIsPublic: AddressPolicy = {
  allowsHost: (hostname) => /^(?:127\.\d+\.\d+\.\d+|\[::1\]|(?:.*\.)?localhost)$/.test(hostname),
  allowsAddress: (address) => /^(?:127\.|::1$)/.test(address),
};

export function temporaryDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'broadsheet-test-'));
}

export function removeDirectory(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

export function startEngine(options: StartOptions = {}): RunningEngine {
  const { clock, sampleDirectory, isStrict = false, hostSpacingMs = 0, ...rest } = options;
  const { directory = temporaryDirectory(), ...replaced } = rest;
  const events: ReaderEvent[] = [];
  const listeners = new Set<(event: ReaderEvent) => void>();
  const problems: string[] = [];
  const complain = (message: string, error?: unknown): void => {
    problems.push(`${message}: ${String(error)}`);
  };
  let passed = 0;
  const engine = createEngine(
    {
      profileDirectory: directory,
      sampleDirectory: sampleDirectory ?? resolve('resources/sample'),
      parserPath: PARSER_PATH,
      caretakerPath: CARETAKER_PATH,
      way: null,
      appVersion: '0.0.0',
      sqliteBinding: null,
    },
    {
      publish: (event) => {
        events.push(event);
        for (const listener of listeners) listener(event);
      },
      onMigrating: () => undefined,
      log: { info: () => undefined, warn: complain, error: complain },
      clock: clock ?? { now: () => Date.now() + passed },
      hostSpacingMs,
      ...(isStrict ? {} : { addressPolicy: loopbackIsPublic }),
      ...replaced,
    },
  );
  const dispatch = createDispatcher(contract, engine.handlers, complain);
  return {
    api: createClient((method: MethodName, input) => dispatch(method, input)),
    engine,
    directory,
    events,
    problems,
    letTimePass: (milliseconds) => {
      passed += milliseconds;
    },
    waitFor: (name, accept = () => true) =>
      new Promise((resolvePayload, reject) => {
        const timer = setTimeout(() => {
          reject(new Error(`No ${name} within ${String(WAIT_MS)} ms`));
        }, WAIT_MS);
        const listener = (event: ReaderEvent): void => {
          const payload = event.payload as EventPayload<typeof name>;
          if (event.name !== name || !accept(payload)) return;
          clearTimeout(timer);
          listeners.delete(listener);
          resolvePayload(payload);
        };
        listeners.add(listener);
        events.forEach(listener);
      }),
    close: () => engine.close(),
  };
}
