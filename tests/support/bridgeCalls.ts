/** Calls through the window's real bridge, made in the page as the page would make them. */
import type { Page } from '@playwright/test';
import type { ReaderBridge } from '../../src/shared/readerBridge';
import type { Reply } from '../../src/shared/rpc';

/**
 * Calls a method with each of the inputs in turn.
 *
 * @param inputs JSON that the page parses itself, so that a key `__proto__` is a key of its own.
 */
export function callAll(page: Page, method: string, inputs: readonly string[]): Promise<Reply[]> {
  return page.evaluate(
    async ({ name, texts }) => {
      const special: Record<string, unknown> = {
        '@undefined': undefined,
        '@nan': Number.NaN,
        '@infinity': Number.POSITIVE_INFINITY,
        '@map': new Map([['id', 1]]),
        '@date': new Date(0),
        '@long': 'x'.repeat(10_000_000),
      };
      const revive = (_key: string, value: unknown): unknown =>
        typeof value === 'string' && Object.hasOwn(special, value) ? special[value] : value;
      const { reader } = window as unknown as { reader: ReaderBridge };
      const replies: Reply[] = [];
      for (const text of texts) {
        const input: unknown = JSON.parse(text, revive);
        replies.push((await reader.call(name, input)) as Reply);
      }
      return replies;
    },
    { name: method, texts: [...inputs] },
  );
}

export async function call(page: Page, method: string, input: unknown): Promise<Reply> {
  const [reply] = await callAll(page, method, [JSON.stringify(input)]);
  return reply!;
}

/** @throws when the call is refused or fails */
export async function valueOf<Value>(page: Page, method: string, input: unknown): Promise<Value> {
  const reply = await call(page, method, input);
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code}, ${reply.error.message}`);
  return reply.value as Value;
}
