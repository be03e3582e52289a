import { expect, test } from 'vitest';
import { Permits, type Permit } from '../../../src/main/core/permits';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Takes permits and writes down in which order they came. */
function takerOf(permits: Permits): {
  order: string[];
  take: (name: string, weight?: number) => Promise<Permit>;
} {
  const order: string[] = [];
  const take = async (name: string, weight?: number): Promise<Permit> => {
    const permit = await permits.take(weight);
    order.push(name);
    return permit;
  };
  return { order, take };
}

test('as many as there are get one, and the others in the order they came', async () => {
  const { order, take } = takerOf(new Permits(2));
  const first = await take('a');
  const second = await take('b');
  void take('c');
  void take('d');
  await turn();
  expect(order).toEqual(['a', 'b']);
  second.giveBack();
  await turn();
  expect(order).toEqual(['a', 'b', 'c']);
  first.giveBack();
  await turn();
  expect(order).toEqual(['a', 'b', 'c', 'd']);
});

test('one that is given back twice is one', async () => {
  const { order, take } = takerOf(new Permits(1));
  const permit = await take('a');
  permit.giveBack();
  permit.giveBack();
  await take('b');
  permit.weigh(0);
  void take('c');
  await turn();
  expect(order).toEqual(['a', 'b']);
});

test('what turns out heavier holds up those that come later, until it is given back', async () => {
  const { order, take } = takerOf(new Permits(10));
  const heavy = await take('a', 2);
  heavy.weigh(9);
  void take('b', 2);
  void take('c', 1);
  await turn();
  expect(order).toEqual(['a']);
  heavy.weigh(8);
  await turn();
  expect(order).toEqual(['a', 'b']);
  heavy.giveBack();
  await turn();
  expect(order).toEqual(['a', 'b', 'c']);
});

test('what is too heavy for all of them together goes alone', async () => {
  const { order, take } = takerOf(new Permits(10));
  const light = await take('a', 1);
  void take('b', 11);
  await turn();
  expect(order).toEqual(['a']);
  light.giveBack();
  await turn();
  expect(order).toEqual(['a', 'b']);
});
