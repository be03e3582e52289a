/** The processes and threads of a running app, and how each of them is killed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ElectronApplication } from '@playwright/test';

/** Whether a process does anything still; one that only waits to be buried does not. */
export function isAlive(id: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${String(id)}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** A process with everything it started, and what those started. */
export function familyOf(id: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || !existsSync(`/proc/${name}/stat`)) continue;
    try {
      // The name in brackets may hold anything, also brackets.
      const afterName = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\) /s, '');
      parents.set(Number(name), Number(afterName.split(' ')[1]));
    } catch {
      // It ended in the meantime.
    }
  }
  const family = [id];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

export function rendererId(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  );
}

/** The process that draws; null where the main process does that itself. */
export function gpuId(electron: ElectronApplication): Promise<number | null> {
  return electron.evaluate(
    ({ app }) => app.getAppMetrics().find(({ type }) => type === 'GPU')?.pid ?? null,
  );
}

interface WorkerInfo {
  readonly sessionId: string;
  readonly workerInfo: { readonly url: string };
}

/**
 * Ends the engine's thread between two of its steps, as an error nobody foresaw would: it hears
 * nothing of it and finishes nothing. A single thread cannot be killed from outside its process.
 *
 * @returns how many engine threads there were.
 */
export function endEngineThread(electron: ElectronApplication): Promise<number> {
  return electron.evaluate(async () => {
    const { Session } = process.getBuiltinModule('node:inspector');
    const session = new Session();
    session.connect();
    const engines: string[] = [];
    session.on('NodeWorker.attachedToWorker', (message) => {
      const { sessionId, workerInfo } = (message as unknown as { params: WorkerInfo }).params;
      if (workerInfo.url.endsWith('engine.js')) engines.push(sessionId);
    });
    const post = (method: string, parameters: object): Promise<void> =>
      new Promise((resolve, reject) => {
        session.post(method, parameters, (error) => {
          if (error === null) resolve();
          else reject(error);
        });
      });
    await post('NodeWorker.enable', { waitForDebuggerOnStart: false });
    for (const sessionId of engines) {
      const expression = 'process.exit(9)';
      const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
      await post('NodeWorker.sendMessageToWorker', { sessionId, message });
    }
    const count = engines.length;
    session.disconnect();
    return count;
  });
}
