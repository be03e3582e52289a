/**
 * An address on loopback that answers nothing at all, not even to refuse: a listening socket whose
 * queue is full and whose thread never takes anybody out of it.
 */
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/** Listens, says where, and then blocks its thread so that nobody is ever accepted. */
const LISTENER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const server = require('node:net').createServer();
  server.listen({ host: workerData.host, port: workerData.port, backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    setImmediate(() => Atomics.wait(new Int32Array(workerData.gate), 0, 0));
  });
`;
/** A backlog of one holds two connections on Linux; the rest is for other systems. */
const FILLERS = 8;

export class BlackHole {
  private constructor(
    readonly port: number,
    private readonly worker: Worker,
    private readonly gate: SharedArrayBuffer,
    private readonly fillers: readonly Socket[],
  ) {}

  static async start(host: string, wantedPort = 0): Promise<BlackHole> {
    const gate = new SharedArrayBuffer(4);
    const worker = new Worker(LISTENER, {
      eval: true,
      workerData: { host, port: wantedPort, gate },
    });
    const port = await new Promise<number>((resolve, reject) => {
      worker.once('message', resolve).once('error', reject);
    });
    const fillers = Array.from({ length: FILLERS }, () =>
      connect(port, host).on('error', () => undefined),
    );
    // The first are taken into the queue; once they are, the others wait and so would anybody.
    await new Promise<void>((resolve) => fillers[0]?.once('connect', resolve));
    await new Promise<void>((resolve) => fillers[1]?.once('connect', resolve));
    return new BlackHole(port, worker, gate, fillers);
  }

  async kill(): Promise<void> {
    for (const filler of this.fillers) filler.destroy();
    Atomics.store(new Int32Array(this.gate), 0, 1);
    Atomics.notify(new Int32Array(this.gate), 0);
    await this.worker.terminate();
  }
}
