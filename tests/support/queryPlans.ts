/** How SQLite would go about the statements of the stores. */
import type { WritableDb } from '../../src/main/store/database';

/** Every SQL text that is prepared while `use` has the database. */
export function statementsOf(database: WritableDb, use: (database: WritableDb) => void): string[] {
  const texts = new Set<string>();
  const recording = new Proxy(database, {
    get(target, name): unknown {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (name === 'prepare') texts.add(given[0] as string);
        return Reflect.apply(value, target, given);
      };
    },
  }) satisfies WritableDb;
  use(recording);
  return [...texts];
}

/** @returns the steps of the plan. @param parameters nulls unless given. */
export function planOf(
  database: WritableDb,
  sql: string,
  parameters: readonly unknown[] = nullsFor(sql),
): string[] {
  return database
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...parameters)
    .map(({ detail }) => detail);
}

function nullsFor(sql: string): unknown[] {
  // `?1` is one parameter wherever it stands.
  const numbered = new Set(sql.match(/\?\d+/g)).size;
  const unnumbered = sql.match(/\?(?!\d)/g)?.length ?? 0;
  const named = [...sql.matchAll(/@(\w+)/g)].map(([, name]) => [name, null] as const);
  const parameters: unknown[] = Array<null>(numbered + unnumbered).fill(null);
  if (named.length > 0) parameters.push(Object.fromEntries(named));
  return parameters;
}
