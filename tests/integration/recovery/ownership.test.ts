/** One engine at a time has a library, whoever starts it. */
import { fork } from 'node:child_process';
import { chmodSync, readdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { FromEngine } from '../../../src/shared/engineMessages';
import type { EngineStatus } from '../../../src/shared/model';
import { engineOptions, EngineThread } from '../../support/engineThread';
import { temporaryFolder } from '../../support/forOneTest';
import { ENGINE_PATH } from '../../support/threads';

const PROGRAM = resolve('tests/support/engineProcess.ts');
/** "nobody" on every system of ours. */
const SOMEBODY_ELSE = 65_534;

interface Started {
  /** The first word of the engine that is not about waiting. */
  readonly outcome: Promise<EngineStatus>;
  readonly kill: () => Promise<void>;
}

function engineProcess(directory: string, uid?: number): Started {
  const child = fork(PROGRAM, [ENGINE_PATH, JSON.stringify(engineOptions(directory))], {
    execArgv: [],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  const ended = new Promise<void>((over) => {
    child.once('exit', () => {
      over();
    });
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(kill);
  const outcome = new Promise<EngineStatus>((heard) => {
    child.on('message', (message: FromEngine) => {
      if (message.kind !== 'status') return;
      if (message.status.state === 'ready' || message.status.state === 'failed') {
        heard(message.status);
      }
    });
  });
  return { outcome, kill };
}

const IN_USE = {
  state: 'failed',
  reason: expect.stringMatching(/open in another Broadsheet.*Nothing in it was changed/) as unknown,
  ways: [],
};

describe('a library that is open', () => {
  test('[D10.3] is refused to a second engine, and the first goes on', { timeout: 30_000 }, async () => {
    const directory = temporaryFolder();
    const first = new EngineThread(engineOptions(directory));
    onTestFinished(async () => {
      await first.close();
    });
    await first.status('ready');
    const second = engineProcess(directory);
    expect(await second.outcome).toEqual(IN_USE);
    await first.api['settings.update']({ change: { listWidth: 300 } });
    expect((await first.api['settings.get']({})).listWidth).toBe(300);
  }); // prettier-ignore

  test('[D10.4] is given to the next engine when the one before was killed', { timeout: 30_000 }, async () => {
    const directory = temporaryFolder();
    const first = engineProcess(directory);
    expect(await first.outcome).toEqual({ state: 'ready' });
    await first.kill();
    const second = engineProcess(directory);
    expect(await second.outcome).toEqual({ state: 'ready' });
  }); // prettier-ignore

  test('[D10.5] is refused to another user of the machine', { timeout: 30_000 }, async () => {
    const directory = temporaryFolder();
    const first = engineProcess(directory);
    expect(await first.outcome).toEqual({ state: 'ready' });
    // May write all of it, and still must not.
    chmodSync(directory, 0o777);
    for (const name of readdirSync(directory)) chmodSync(`${directory}/${name}`, 0o666);
    chmodSync(dirname(ENGINE_PATH), 0o755);
    const second = engineProcess(directory, SOMEBODY_ELSE);
    expect(await second.outcome).toEqual(IN_USE);
  }); // prettier-ignore
});
