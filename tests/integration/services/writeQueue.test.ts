import { describe, expect, test } from 'vitest';
import type { Later } from '../../../src/main/core/ports';
import { WriteQueue } from '../../../src/main/services/writeQueue';
import { addFeed, openLibrary, type Library } from '../../support/library';

/** Time that passes when the test says so. */
function manualTime(): { later: Later; pass: () => void } {
  const waiting = new Set<() => void>();
  return {
    later: (_milliseconds, work) => {
      waiting.add(work);
      return () => void waiting.delete(work);
    },
    pass: () => {
      for (const work of [...waiting]) {
        waiting.delete(work);
        work();
      }
    },
  };
}

function queueOn(library: Library) {
  const commits = { count: 0 };
  const time = manualTime();
  const queue = new WriteQueue({
    transaction: (work) => {
      const result = library.database.transaction(work).immediate();
      commits.count += 1;
      return result;
    },
    later: time.later,
  });
  return { queue, commits, ...time };
}

const titlesIn = (library: Library): string[] =>
  library.feeds.list().feeds.map(({ title }) => title);

describe('the write queue', () => {
  test('commits at once when nobody else will write', async () => {
    const library = openLibrary();
    const { queue, commits } = queueOn(library);
    await queue.run(() => void addFeed(library, 'a'));
    expect(titlesIn(library)).toEqual(['a']);
    expect(commits.count).toBe(1);
  });

  test('joins the writes of workers, and commits when all of them wait', async () => {
    const library = openLibrary();
    const { queue, commits } = queueOn(library);
    const leaving = [queue.join(), queue.join(), queue.join()];
    const write = (name: string): Promise<void> => queue.run(() => void addFeed(library, name));
    await Promise.all(['a', 'b', 'c'].map(write));
    expect(titlesIn(library)).toEqual(['a', 'b', 'c']);
    expect(commits.count).toBe(1);
    for (const leave of leaving) leave();
    await write('d');
    expect(commits.count).toBe(2);
  });

  test('waits for a worker, but not longer than its time', async () => {
    const library = openLibrary();
    const { queue, commits, pass } = queueOn(library);
    queue.join();
    queue.join();
    const written = queue.run(() => void addFeed(library, 'a'));
    expect(commits.count).toBe(0);
    pass();
    await written;
    expect(titlesIn(library)).toEqual(['a']);
  });

  test('goes on when the worker it waited for ends without a write', async () => {
    const library = openLibrary();
    const { queue } = queueOn(library);
    const leave = queue.join();
    queue.join();
    const written = queue.run(() => void addFeed(library, 'a'));
    leave();
    await written;
    expect(titlesIn(library)).toEqual(['a']);
  });

  test('commits when there is enough to write', async () => {
    const library = openLibrary();
    const { queue, commits } = queueOn(library);
    for (let worker = 0; worker < 9; worker += 1) queue.join();
    const first = queue.run(() => void addFeed(library, 'a'), 60);
    expect(commits.count).toBe(0);
    await Promise.all([first, queue.run(() => void addFeed(library, 'b'), 60)]);
    expect(commits.count).toBe(1);
  });

  test('a write that fails undoes itself and nothing of the others', async () => {
    const library = openLibrary();
    const { queue, pass } = queueOn(library);
    for (let worker = 0; worker < 9; worker += 1) queue.join();
    const writes = [
      queue.run(() => void addFeed(library, 'a')),
      queue.run(() => {
        addFeed(library, 'b');
        throw new Error('This one is to blame.');
      }),
      queue.run(() => void addFeed(library, 'c')),
    ];
    pass();
    const outcomes = await Promise.allSettled(writes);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(titlesIn(library)).toEqual(['a', 'c']);
  });

  test('a note makes no commit of its own while others write, and comes before what they write', async () => {
    const library = openLibrary();
    const { queue, commits } = queueOn(library);
    queue.join();
    queue.join();
    const order: string[] = [];
    const first = queue.run(() => void order.push('a'));
    const isWritten = queue.note(() => void order.push('note'));
    expect([commits.count, isWritten()]).toEqual([0, false]);
    await Promise.all([first, queue.run(() => void order.push('b'))]);
    expect(order).toEqual(['note', 'a', 'b']);
    expect([commits.count, isWritten()]).toEqual([1, true]);
  });

  test('a note waits no longer than anything else, and is alone to fail', async () => {
    const library = openLibrary();
    const { queue, commits, pass } = queueOn(library);
    queue.join();
    queue.join();
    const isWritten = queue.note(() => void addFeed(library, 'note'));
    pass();
    expect([titlesIn(library), commits.count, isWritten()]).toEqual([['note'], 1, true]);
    const isBadWritten = queue.note(() => {
      throw new Error('This one is to blame.');
    });
    const written = queue.run(() => void addFeed(library, 'a'));
    pass();
    await written;
    expect(isBadWritten()).toBe(false);
    expect(titlesIn(library)).toEqual(['a', 'note']);
  });

  test('flushing leaves nothing waiting', async () => {
    const library = openLibrary();
    const { queue } = queueOn(library);
    for (let worker = 0; worker < 9; worker += 1) queue.join();
    const written = queue.run(() => void addFeed(library, 'a'));
    queue.flush();
    await written;
    expect(titlesIn(library)).toEqual(['a']);
  });
});
