/** The engine in a process of its own, until it is killed. */
import { fork, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import type { FromEngine, ToEngine } from '../../../src/shared/engineMessages';
import { engineOptions } from '../../support/engineThread';
import { ENGINE_PATH } from '../../support/threads';

const PROGRAM = resolve('tests/support/engineProcess.ts');

export class EngineProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (wasAcknowledged: boolean) => void>();
  readonly #exited: Promise<void>;
  #lastId = 0;

  constructor(
    directory: string,
    private readonly hear: (message: FromEngine) => void = () => undefined,
  ) {
    this.#child = fork(PROGRAM, [ENGINE_PATH, JSON.stringify(engineOptions(directory))], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [],
    });
    this.#child.on('message', (message: FromEngine) => {
      if (message.kind === 'reply') {
        this.#waiting.get(message.id)?.(message.reply.ok);
        this.#waiting.delete(message.id);
      }
      this.hear(message);
    });
    this.#exited = new Promise((resolveExit) => {
      this.#child.once('exit', () => {
        // What was on its way was not acknowledged.
        for (const settle of this.#waiting.values()) settle(false);
        resolveExit();
      });
    });
  }

  /** @returns whether the engine said that it was done, before it was killed. */
  call(method: string, input: unknown): Promise<boolean> {
    this.#lastId += 1;
    const id = this.#lastId;
    const acknowledged = new Promise<boolean>((settle) => this.#waiting.set(id, settle));
    const message: ToEngine = { kind: 'call', id, method, input };
    this.#child.send(message, (error) => {
      if (error !== null) this.#waiting.get(id)?.(false);
    });
    return acknowledged;
  }

  /** As a power switch would, but for what the system has not yet written to its disk. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
