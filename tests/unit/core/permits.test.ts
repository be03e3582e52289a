import { expect, test } from 'vitest';
import { Permits } from '../../../src/main/core/permits';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('as many as there are get one, and the others in the order they came', async () => {
  const permits = new Permits(2);
  const order: string[] = [];
  const take = async (name: string): Promise<() => void> => {
    const giveBack = await permits.take();
    order.push(name);
    return giveBack;
  };
  const first = await take('a');
  const second = await take('b');
  void take('c');
  void take('d');
  await turn();
  expect(order).toEqual(['a', 'b']);
  second();
  await turn();
  expect(order).toEqual(['a', 'b', 'c']);
  first();
  await turn();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
});

test('one that is given back twice is one', async () => {
  const permits = new Permits(1);
  const giveBack = await permits.take();
  giveBack();
  giveBack();
  await permits.take();
  let isTaken = false;
  void permits.take().then(() => (isTaken = true));
  await turn();
  expect(isTaken).toBe(false);
});
