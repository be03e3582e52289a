import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, test } from 'vitest';
import { type ClickGesture, watchClicks } from '../../../src/main/shell/clickGesture';

interface Hand {
  readonly click: ClickGesture;
  readonly does: (type: string) => void;
  readonly wait: (milliseconds: number) => void;
}

/** A page needs Electron; that it tells of its input as an emitter does is all that counts here. */
function hand(): Hand {
  const contents = new EventEmitter();
  let now = 0;
  return {
    click: watchClicks(contents as unknown as WebContents, () => now),
    does: (type) => contents.emit('input-event', {}, { type }),
    wait: (milliseconds) => {
      now += milliseconds;
    },
  };
}

test('a page cannot do it without a press', () => {
  const { click, does } = hand();
  expect(click.take()).toBe(false);
  for (const type of ['mouseMove', 'mouseWheel', 'mouseEnter', 'contextMenu']) does(type);
  expect(click.take()).toBe(false);
});

test.each(['mouseDown', 'mouseUp', 'rawKeyDown', 'keyDown', 'gestureTap'])(
  '%s opens one address and no more',
  (type) => {
    const { click, does } = hand();
    does(type);
    expect([click.take(), click.take(), click.take()]).toEqual([true, false, false]);
  },
);

test('a press counts for a second', () => {
  const { click, does, wait } = hand();
  does('mouseUp');
  wait(1000);
  expect(click.take()).toBe(true);
  does('mouseUp');
  wait(1001);
  expect(click.take()).toBe(false);
});
