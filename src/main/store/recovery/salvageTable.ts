/** Reads what can be read of a damaged table, row by row, round the places that cannot. */
import type Database from 'better-sqlite3';
import { codeOf, isDamage } from '../damage';
import { columnsOf, type DataTable } from '../libraryTables';

/** No row of ours has a higher number. */
const HIGHEST_ROWID = 2n ** 53n;

type Value = string | bigint | number | Buffer | null;
type Row = readonly Value[];

export interface Salvaged {
  readonly rows: number;
  /** Some could not be read, or were not what the table takes, or are in the wrong place. */
  readonly hasGaps: boolean;
}

/**
 * Copies rows into the table of the same name, by the columns that both have. Rows that are there
 * already stay as they are.
 *
 * @throws whatever is wrong with the target; of the source nothing is thrown.
 */
export function salvageTable(
  source: Database.Database,
  target: Database.Database,
  table: DataTable,
): Salvaged {
  let columns: string[];
  try {
    const known = new Set(columnsOf(source, table.name));
    columns = columnsOf(target, table.name).filter((name) => known.has(name));
  } catch (error) {
    if (!isDamage(error)) throw error;
    columns = [];
  }
  // A table that the damaged schema does not tell of any more.
  if (columns.length === 0) return { rows: 0, hasGaps: true };
  const quoted = columns.map((name) => `"${name}"`).join(', ');
  const places = columns.map(() => '?').join(', ');
  const insert = target.prepare(
    `INSERT OR IGNORE INTO "${table.name}" (${quoted}) VALUES (${places})`,
  );
  let rows = 0;
  const seen = { hasGaps: false };
  const fits = rowChecker(target, table.name, columns);
  const put = (row: Row): void => {
    if (!fits(row)) {
      seen.hasGaps = true;
      return;
    }
    try {
      rows += insert.run(...row).changes;
    } catch (error) {
      // Torn bytes that read as a row, such as a text where a number belongs.
      if (!/^SQLITE_(?:CONSTRAINT|MISMATCH|TOOBIG)/.test(codeOf(error))) throw error;
      seen.hasGaps = true;
    }
  };
  const isWhole = table.hasRowid
    ? readByRowid(source, table.name, quoted, put)
    : readInOrder(source, table.name, quoted, 'ASC', put);
  if (isWhole) return { rows, hasGaps: seen.hasGaps };
  // From the other end, up to the same place.
  if (!table.hasRowid) readInOrder(source, table.name, quoted, 'DESC', put);
  const isInIndex = coveringIndexes(source, table.name, columns).some((index) =>
    readAll(source, `SELECT ${quoted} FROM "${table.name}" INDEXED BY "${index}"`, [], put),
  );
  return { rows, hasGaps: seen.hasGaps || !isInIndex };
}

/**
 * Whether a row can have been written by us. Our tables are strict, so that a value of another type
 * comes from the page of another table; inserted, it would become what the column wants.
 */
function rowChecker(
  target: Database.Database,
  table: string,
  columns: readonly string[],
): (row: Row) => boolean {
  const info = target.pragma(`table_info('${table}')`) as {
    name: string;
    type: string;
    notnull: number;
  }[];
  const wanted = columns.map((column) => info.find(({ name }) => name === column));
  return (row) =>
    row.every((value, place) => {
      const column = wanted[place];
      if (column === undefined || value === null) return column?.notnull !== 1;
      switch (column.type) {
        case 'INTEGER':
          return typeof value === 'bigint';
        case 'TEXT':
          return typeof value === 'string';
        case 'BLOB':
          return value instanceof Uint8Array;
        default:
          return true;
      }
    });
}

/** Indexes of all rows in which every column stands as well. */
function coveringIndexes(
  source: Database.Database,
  table: string,
  columns: readonly string[],
): string[] {
  return wholeIndexes(source, table).filter((index) => {
    const stored = source.pragma(`index_xinfo('${index}')`) as { name: string | null }[];
    const names = new Set(stored.map(({ name }) => name));
    return columns.every((column) => names.has(column));
  });
}

/** Indexes that leave no row out. */
function wholeIndexes(source: Database.Database, table: string): string[] {
  const all = source.pragma(`index_list('${table}')`) as {
    name: string;
    partial: number;
    origin: string;
  }[];
  // What makes a table without row numbers unique is the table itself.
  return all
    .filter(({ partial, origin }) => partial === 0 && origin !== 'pk')
    .map(({ name }) => name);
}

/** Whether an index of a table knows exactly as many rows, so that none is likely to be missing. */
export function isConfirmedByIndex(source: Database.Database, { name }: DataTable): boolean {
  const count = (from: string): number | null => {
    try {
      const sql = `SELECT count(*) FROM "${name}" ${from}`;
      return source.prepare<[], number>(sql).pluck().get() ?? null;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return null;
    }
  };
  const own = count('NOT INDEXED');
  if (own === null) return false;
  return wholeIndexes(source, name).some((index) => count(`INDEXED BY "${index}"`) === own);
}

/** @returns whether every row could be read. */
function readInOrder(
  source: Database.Database,
  table: string,
  columns: string,
  direction: 'ASC' | 'DESC',
  put: (row: Row) => void,
): boolean {
  const key = source.pragma(`table_info('${table}')`) as { name: string; pk: number }[];
  const order = key
    .filter(({ pk }) => pk > 0)
    .sort((left, right) => left.pk - right.pk)
    .map(({ name }) => `"${name}" ${direction}`)
    .join(', ');
  return readAll(source, `SELECT ${columns} FROM "${table}" ORDER BY ${order}`, [], put);
}

/** @returns whether every row could be read. */
function readByRowid(
  source: Database.Database,
  table: string,
  columns: string,
  put: (row: Row) => void,
): boolean {
  let isWhole = true;
  let after = -1n;
  const from = `SELECT rowid, ${columns} FROM "${table}" WHERE rowid > ? ORDER BY rowid`;
  for (;;) {
    const isAll = readAll(source, from, [after], ([rowid, ...row]) => {
      put(row);
      if (typeof rowid !== 'bigint') return;
      // The rows of another page stand where those of this one belong.
      if (rowid <= after) isWhole = false;
      else after = rowid;
    });
    if (isAll) return isWhole;
    isWhole = false;
    const next = nextReadable(source, table, after);
    if (next === null) return false;
    after = next;
  }
}

/** @returns false when the damage ended the reading. */
function readAll(
  source: Database.Database,
  sql: string,
  parameters: readonly bigint[],
  put: (row: Row) => void,
): boolean {
  try {
    const statement = source.prepare<bigint[], Row>(sql).raw().safeIntegers();
    for (const row of statement.iterate(...parameters)) put(row);
    return true;
  } catch (error) {
    if (!isDamage(error)) throw error;
    return false;
  }
}

/**
 * Where to go on after a row that cannot be read: the place is felt for in steps that double, and
 * then halved down to where the damage ends.
 *
 * @returns the number to read on behind; null when nothing more can be read.
 */
function nextReadable(source: Database.Database, table: string, after: bigint): bigint | null {
  const nextRowid = (behind: bigint): bigint | null | 'unreadable' => {
    try {
      const found = source
        .prepare<[bigint], bigint>(
          `SELECT rowid FROM "${table}" WHERE rowid > ? ORDER BY rowid LIMIT 1`,
        )
        .pluck()
        .safeIntegers()
        .get(behind);
      // A row of another page can stand here, and reading on from it would go round in a circle.
      if (found !== undefined && found <= behind) return 'unreadable';
      return found ?? null;
    } catch (error) {
      if (!isDamage(error)) throw error;
      return 'unreadable';
    }
  };
  const next = nextRowid(after);
  // The row is there and something in it is not: it alone is passed over.
  if (typeof next === 'bigint') return next;
  if (next === null) return null;
  let unreadable = after;
  let step = 1n;
  let readable: bigint;
  for (;;) {
    if (after + step > HIGHEST_ROWID) return null;
    if (nextRowid(after + step) !== 'unreadable') break;
    unreadable = after + step;
    step *= 2n;
  }
  readable = after + step;
  while (readable - unreadable > 1n) {
    const middle = (readable + unreadable) / 2n;
    if (nextRowid(middle) === 'unreadable') unreadable = middle;
    else readable = middle;
  }
  return nextRowid(readable) === null ? null : readable;
}
