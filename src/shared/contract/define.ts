/**
 * How a method of the contract is declared: once, as data. Types, the dispatcher and the
 * client are all derived from these declarations, so there is no second list to keep true.
 */
import type { z } from 'zod';

/** Which part of the app answers: the engine thread, or the shell in the main process. */
export type Host = 'engine' | 'shell';

export interface Method<H extends Host, I extends z.ZodType, O extends z.ZodType> {
  readonly host: H;
  /** A query changes nothing and may be repeated; a command carries the wanted state. */
  readonly kind: 'query' | 'command';
  readonly input: I;
  readonly output: O;
}

export type AnyMethod = Method<Host, z.ZodType, z.ZodType>;

/** A question to the engine, without side effect. */
export function query<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Method<'engine', I, O> {
  return { host: 'engine', kind: 'query', input, output };
}

/** A change the engine makes. */
export function command<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Method<'engine', I, O> {
  return { host: 'engine', kind: 'command', input, output };
}

/** Something only the main process can do, such as a file dialog. */
export function shellCommand<I extends z.ZodType, O extends z.ZodType>(
  input: I,
  output: O,
): Method<'shell', I, O> {
  return { host: 'shell', kind: 'command', input, output };
}
