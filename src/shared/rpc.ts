/** Calls as data: how a request is answered, and how the answer is read. Pure; knows no transport. */
import { z } from 'zod';
import type { AnyMethod } from './contract/define';
import { contract, isMethodName, type MethodName, type ReaderApi } from './contract/index';
import { ReaderError, WireError, fromWire, toWire } from './errors';

export type Reply = { ok: true; value: unknown } | { ok: false; error: WireError };

const ReplyEnvelope = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: WireError }),
]);

export type Dispatch = (method: string, input: unknown) => Promise<Reply>;

/** Any function of one input; each handler's real type is demanded where handlers are declared. */
type AnyHandlers = Readonly<Record<string, (input: never) => unknown>>;

/**
 * Makes the one function that answers calls: it parses the input, runs the handler, wraps the
 * outcome. It never throws. A method without a handler here, or input the schema refuses, is
 * answered with `invalid-input` and no handler runs.
 *
 * @param onUnforeseen hears of errors that are not a `ReaderError`, in full, for the log.
 */
export function createDispatcher(
  methods: Readonly<Record<string, AnyMethod>>,
  handlers: AnyHandlers,
  onUnforeseen: (method: string, error: unknown) => void,
): Dispatch {
  return async (method, input) => {
    try {
      const definition = Object.hasOwn(methods, method) ? methods[method] : undefined;
      const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
      if (definition === undefined || handler === undefined) {
        throw new ReaderError('invalid-input', 'There is no such method.');
      }
      const parsed = definition.input.safeParse(input);
      if (!parsed.success) {
        throw new ReaderError('invalid-input', `The input of ${method} is not what it takes.`);
      }
      return { ok: true, value: await handler(parsed.data as never) };
    } catch (error) {
      if (!(error instanceof ReaderError)) onUnforeseen(method, error);
      return { ok: false, error: toWire(error) };
    }
  };
}

/**
 * Makes the typed API over a transport. Each call parses its output with the contract's schema,
 * so that a wrong answer is an error here and not a broken screen later.
 *
 * @param call sends a method and its input, and resolves with the other side's `Reply`.
 */
export function createClient(
  call: (method: MethodName, input: unknown) => Promise<unknown>,
): ReaderApi {
  const invoke = async (method: MethodName, input: unknown): Promise<unknown> => {
    const reply = ReplyEnvelope.safeParse(await call(method, input));
    if (!reply.success) throw new ReaderError('internal', `The answer to ${method} is no reply.`);
    if (!reply.data.ok) throw fromWire(reply.data.error);
    const value = contract[method].output.safeParse(reply.data.value);
    if (!value.success) {
      throw new ReaderError('internal', `The answer to ${method} breaks the contract.`);
    }
    return value.data;
  };
  const names = Object.keys(contract).filter(isMethodName);
  const entries = names.map((name) => [name, (input: unknown) => invoke(name, input)]);
  return Object.fromEntries(entries) as ReaderApi;
}
