/** The one connection to the library. Only the engine thread holds it. */
import type Database from 'better-sqlite3';

declare const owned: unique symbol;

/** Branded, so that only `openDatabase` makes one: safe pragmas set, migrations done. */
export type WritableDb = Database.Database & { readonly [owned]: true };
