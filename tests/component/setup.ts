/** What jsdom lacks, and the rule that an unexpected message on the console fails the test. */
import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi, type MockInstance } from 'vitest';

/** Widest layout; tests about narrow windows set their own. */
window.matchMedia = (query) =>
  ({
    matches: query.includes('min-width'),
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;

window.ResizeObserver = class {
  observe(): void {
    // Nothing is ever resized here.
  }
  unobserve(): void {
    // As above.
  }
  disconnect(): void {
    // As above.
  }
};

// jsdom lays nothing out; a list needs a height to know which rows to draw.
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 900 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { get: () => 400 });
Element.prototype.scrollTo = function scrollTo(this: Element, options?: ScrollToOptions | number) {
  if (typeof options === 'object' && options.top !== undefined) this.scrollTop = options.top;
};

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

let consoleError: MockInstance<typeof console.error>;
let consoleWarn: MockInstance<typeof console.warn>;

beforeEach(() => {
  consoleError = vi.spyOn(console, 'error');
  consoleWarn = vi.spyOn(console, 'warn');
});

afterEach(() => {
  cleanup();
  expect(consoleError.mock.calls, 'console.error').toEqual([]);
  expect(consoleWarn.mock.calls, 'console.warn').toEqual([]);
  vi.restoreAllMocks();
});
