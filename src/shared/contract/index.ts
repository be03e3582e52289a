/** The whole contract, and everything that is derived from it. */
import type { z } from 'zod';
import { articles } from './articles';
import { collections } from './collections';
import type { Host } from './define';
import { feeds } from './feeds';
import { library } from './library';
import { pages } from './pages';
import { refresh } from './refresh';
import { search } from './search';
import { settings } from './settings';
import { shell } from './shell';

export const contract = {
  ...feeds,
  ...articles,
  ...pages,
  ...refresh,
  ...collections,
  ...search,
  ...library,
  ...settings,
  ...shell,
};

type Contract = typeof contract;
export type MethodName = keyof Contract;
export type Input<M extends MethodName> = z.output<Contract[M]['input']>;
export type Output<M extends MethodName> = z.output<Contract[M]['output']>;

/** The names of all methods that one host answers. */
type MethodsOf<H extends Host> = {
  [M in MethodName]: Contract[M]['host'] extends H ? M : never;
}[MethodName];

/** What a host must implement: the compiler demands one handler for each of its methods. */
export type Handlers<H extends Host> = {
  [M in MethodsOf<H>]: (input: Input<M>) => Output<M> | Promise<Output<M>>;
};

/** What the window calls. */
export type ReaderApi = {
  [M in MethodName]: (input: z.input<Contract[M]['input']>) => Promise<Output<M>>;
};

/** True for a name that the contract declares, and only as its own property. */
export function isMethodName(name: unknown): name is MethodName {
  return typeof name === 'string' && Object.hasOwn(contract, name);
}
