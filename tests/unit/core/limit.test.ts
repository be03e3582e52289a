import { expect, test } from 'vitest';
import { HostLimit } from '../../../src/main/core/limit';
import { TestTime } from '../../support/testTime';

/** Tasks that end when the test says so. */
class Tasks {
  readonly started: string[] = [];
  readonly #ends = new Map<string, { succeed: () => void; fail: () => void }>();

  run(limit: HostLimit, host: string, name: string): Promise<string> {
    return limit.run(host, () => {
      this.started.push(name);
      return new Promise((resolve, reject) => {
        const succeed = (): void => {
          resolve(name);
        };
        const fail = (): void => {
          reject(new Error(name));
        };
        this.#ends.set(name, { succeed, fail });
      });
    });
  }

  async finish(name: string): Promise<void> {
    this.#ends.get(name)?.succeed();
    await turns();
  }

  async fail(name: string): Promise<void> {
    this.#ends.get(name)?.fail();
    await turns();
  }
}

const limitOf = (most: number, mostPerHost: number): HostLimit =>
  new HostLimit({ most, mostPerHost, spacingMs: 0, later: () => () => undefined });

/** Lets everything that waits for a settled promise go on. */
const turns = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more tasks run at once than allowed, and the next starts when one ends', async () => {
  const tasks = new Tasks();
  const limit = limitOf(2, 1);
  for (const name of ['a', 'b', 'c']) void tasks.run(limit, name, name);
  expect(tasks.started).toEqual(['a', 'b']);
  await tasks.finish('a');
  expect(tasks.started).toEqual(['a', 'b', 'c']);
});

test('one host gets its tasks one after another, in the order they came', async () => {
  const tasks = new Tasks();
  const limit = limitOf(6, 1);
  for (const name of ['one', 'two', 'three']) void tasks.run(limit, 'slow.example', name);
  expect(tasks.started).toEqual(['one']);
  await tasks.finish('one');
  expect(tasks.started).toEqual(['one', 'two']);
  await tasks.finish('two');
  expect(tasks.started).toEqual(['one', 'two', 'three']);
});

test('a slow host with many feeds does not hold up the others', () => {
  const tasks = new Tasks();
  const limit = limitOf(3, 1);
  for (const number of [1, 2, 3, 4])
    void tasks.run(limit, 'slow.example', `slow-${String(number)}`);
  void tasks.run(limit, 'quick.example', 'quick');
  expect(tasks.started).toEqual(['slow-1', 'quick']);
});

test('a host may have several at once when the limit says so', () => {
  const tasks = new Tasks();
  const limit = limitOf(6, 2);
  for (const name of ['one', 'two', 'three']) void tasks.run(limit, 'example.org', name);
  expect(tasks.started).toEqual(['one', 'two']);
});

test('answers and failures reach whoever asked, and a failure frees its place', async () => {
  const tasks = new Tasks();
  const limit = limitOf(1, 1);
  const failing = tasks.run(limit, 'a.example', 'failing');
  const next = tasks.run(limit, 'a.example', 'next');
  failing.catch(() => undefined);
  await tasks.fail('failing');
  await expect(failing).rejects.toThrow('failing');
  expect(tasks.started).toEqual(['failing', 'next']);
  await tasks.finish('next');
  await expect(next).resolves.toBe('next');
});

test('a task that throws before it begins to wait is a failure like any other', async () => {
  const limit = limitOf(1, 1);
  const broken = limit.run('a.example', () => {
    throw new Error('broken');
  });
  await expect(broken).rejects.toThrow('broken');
  await expect(limit.run('a.example', () => Promise.resolve('next'))).resolves.toBe('next');
});

test('two hundred tasks of fifty hosts all run, within both limits', async () => {
  const limit = limitOf(6, 1);
  const running = new Map<string, number>();
  let most = 0;
  let mostPerHost = 0;
  const results = await Promise.all(
    Array.from({ length: 200 }, (_, index) => {
      const host = `host-${String(index % 50)}.example`;
      return limit.run(host, async () => {
        running.set(host, (running.get(host) ?? 0) + 1);
        const now = [...running.values()];
        most = Math.max(
          most,
          now.reduce((sum, count) => sum + count),
        );
        mostPerHost = Math.max(mostPerHost, ...now);
        await turns();
        running.set(host, running.get(host)! - 1);
        return index;
      });
    }),
  );
  expect(results).toEqual(Array.from({ length: 200 }, (_, index) => index));
  expect(most).toBe(6);
  expect(mostPerHost).toBe(1);
});

test('a host rests between two starts, and others pass meanwhile', async () => {
  const time = new TestTime();
  const tasks = new Tasks();
  const limit = new HostLimit({ most: 6, mostPerHost: 1, spacingMs: 1000, later: time.later });
  for (const name of ['one', 'two']) void tasks.run(limit, 'a.example', name);
  void tasks.run(limit, 'b.example', 'other');
  await tasks.finish('one');
  expect(tasks.started).toEqual(['one', 'other']);
  time.pass(999);
  expect(tasks.started).toEqual(['one', 'other']);
  time.pass(1);
  expect(tasks.started).toEqual(['one', 'other', 'two']);
});

test('a rest that is over does not let a second task in while the first still runs', async () => {
  const time = new TestTime();
  const tasks = new Tasks();
  const limit = new HostLimit({ most: 6, mostPerHost: 1, spacingMs: 1000, later: time.later });
  for (const name of ['one', 'two']) void tasks.run(limit, 'a.example', name);
  time.pass(5000);
  expect(tasks.started).toEqual(['one']);
  await tasks.finish('one');
  expect(tasks.started).toEqual(['one', 'two']);
});

function abortable(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  const abort = (): void => {
    controller.abort();
  };
  return { signal: controller.signal, abort };
}

/** Starts a task that goes on to another host, and ends when told. */
function traveller(
  limit: HostLimit,
  from: string,
  to: string,
): { arrived: () => boolean; end: () => void; done: Promise<void> } {
  let end = (): void => undefined;
  const over = new Promise<void>((resolve) => (end = resolve));
  let hasArrived = false;
  const done = limit.run(from, async ({ enter }) => {
    void enter(to).then(() => (hasArrived = true));
    await over;
  });
  const finish = (): void => {
    end();
  };
  return { arrived: () => hasArrived, end: finish, done };
}

test('a task that goes on to a busy host waits there, and frees the host it came from', async () => {
  const tasks = new Tasks();
  const limit = limitOf(6, 1);
  void tasks.run(limit, 'target.example', 'busy');
  const { arrived, end, done } = traveller(limit, 'a.example', 'target.example');
  void tasks.run(limit, 'a.example', 'next');
  void tasks.run(limit, 'target.example', 'later');
  await turns();
  expect(arrived()).toBe(false);
  expect(tasks.started).toEqual(['busy', 'next']);
  await tasks.finish('busy');
  expect(arrived()).toBe(true);
  expect(tasks.started).toEqual(['busy', 'next']);
  end();
  await done;
  await turns();
  expect(tasks.started).toEqual(['busy', 'next', 'later']);
});

test('a task that ends while it waits for a host leaves nothing behind', async () => {
  const tasks = new Tasks();
  const limit = limitOf(6, 1);
  void tasks.run(limit, 'target.example', 'busy');
  const { arrived, end, done } = traveller(limit, 'a.example', 'target.example');
  end();
  await done;
  await tasks.finish('busy');
  expect(arrived()).toBe(false);
  void tasks.run(limit, 'target.example', 'next');
  expect(tasks.started).toEqual(['busy', 'next']);
});

test('a task that waits for another host leaves its place to others', async () => {
  const tasks = new Tasks();
  const limit = limitOf(2, 1);
  void tasks.run(limit, 'target.example', 'busy');
  const first = traveller(limit, 'a.example', 'target.example');
  const second = traveller(limit, 'b.example', 'target.example');
  for (const name of ['one', 'two']) {
    void tasks.run(limit, `${name}.example`, name);
    await tasks.finish(name);
  }
  expect(tasks.started).toEqual(['busy', 'one', 'two']);
  await tasks.finish('busy');
  expect([first.arrived(), second.arrived()]).toEqual([true, false]);
  first.end();
  await first.done;
  await turns();
  expect(second.arrived()).toBe(true);
});

test('whoever waits for a turn, or for another host, can be dropped', async () => {
  const tasks = new Tasks();
  const limit = limitOf(6, 1);
  void tasks.run(limit, 'target.example', 'busy');
  const { signal, abort } = abortable();
  const ended = (run: Promise<unknown>): Promise<unknown> =>
    run.catch((error: unknown) => (error as { code: string }).code);
  const waiting = ended(limit.run('target.example', () => Promise.resolve('ran'), signal));
  const travelling = ended(limit.run('a.example', ({ enter }) => enter('target.example'), signal));
  void tasks.run(limit, 'target.example', 'next');
  abort();
  limit.dropAborted();
  expect(await Promise.all([waiting, travelling])).toEqual(['cancelled', 'cancelled']);
  await tasks.finish('busy');
  expect(tasks.started).toEqual(['busy', 'next']);
  const late = ended(limit.run('a.example', ({ enter }) => enter('b.example'), signal));
  expect(await late).toBe('cancelled');
});

test('a rest begins when the host is really asked', async () => {
  const time = new TestTime();
  const tasks = new Tasks();
  const limit = new HostLimit({ most: 6, mostPerHost: 1, spacingMs: 1000, later: time.later });
  let ask = (): void => undefined;
  const mayAsk = new Promise<void>((resolve) => (ask = resolve));
  const asked = limit.run('a.example', async ({ restAnew }) => {
    await mayAsk;
    restAnew();
  });
  void tasks.run(limit, 'a.example', 'next');
  time.pass(5000);
  ask();
  await asked;
  await turns();
  time.pass(999);
  expect(tasks.started).toEqual([]);
  time.pass(1);
  expect(tasks.started).toEqual(['next']);
});

test('two tasks that go on to each other’s host do not wait for ever', async () => {
  const limit = limitOf(2, 1);
  const swap = (from: string, to: string): Promise<string> =>
    limit.run(from, async ({ enter }) => {
      // By now both are under way, each where the other wants to go.
      await turns();
      await enter(to);
      return to;
    });
  const swapped = await Promise.all([
    swap('a.example', 'b.example'),
    swap('b.example', 'a.example'),
  ]);
  expect(swapped).toEqual(['b.example', 'a.example']);
});
