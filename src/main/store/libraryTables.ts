/** The tables of a library, read from its own schema, so that every version is understood. */
import type Database from 'better-sqlite3';

interface ListedTable {
  readonly schema: string;
  readonly name: string;
  readonly type: 'table' | 'virtual' | 'shadow' | 'view';
  readonly wr: 0 | 1;
}

/** Ordinary tables that only say what the search knows and has still to be told. */
const OF_THE_INDEX: ReadonlySet<string> = new Set(['search_rows', 'index_queue']);

function listed(database: Database.Database): ListedTable[] {
  const all = database.pragma('table_list') as ListedTable[];
  return all.filter(({ schema }) => schema === 'main');
}

/** Every table, those inside of the search index and of SQLite's own too. */
export function tablesOf(database: Database.Database): string[] {
  return listed(database)
    .filter(({ type }) => type !== 'view')
    .map(({ name }) => name);
}

/** Tables that can be made again from the others. */
export function indexTables(database: Database.Database): string[] {
  return listed(database)
    .filter(({ type, name }) => type === 'virtual' || type === 'shadow' || OF_THE_INDEX.has(name))
    .map(({ name }) => name);
}

export interface DataTable {
  readonly name: string;
  readonly hasRowid: boolean;
}

/** Tables that hold what cannot be made again. */
export function dataTables(database: Database.Database): DataTable[] {
  return listed(database)
    .filter(({ type, name }) => type === 'table' && !OF_THE_INDEX.has(name))
    .filter(({ name }) => !name.startsWith('sqlite_'))
    .map(({ name, wr }) => ({ name, hasRowid: wr === 0 }));
}

/** Full-text indexes by their names. */
export function fullTextTables(database: Database.Database): string[] {
  return listed(database)
    .filter(({ type }) => type === 'virtual')
    .map(({ name }) => name);
}

/** Columns that are stored; none where the table is not there. */
export function columnsOf(database: Database.Database, table: string): string[] {
  const columns = database.pragma(`table_info('${table}')`) as { readonly name: string }[];
  return columns.map(({ name }) => name);
}
