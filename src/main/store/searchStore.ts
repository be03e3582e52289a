/** Finding articles: by the index, newest first, reading no more hits than the page needs. */
import type { ArticleId, Cursor, Scope } from '../../shared/model';
import type { FoundArticle, SearchRequest, SearchStore } from '../core/ports';
import type { Alternatives, StateCondition } from '../core/searchExpression';
import type { WritableDb } from './database';
import { articleRowOf, LIST_COLUMNS, type ListRow } from './articleRows';

interface Condition {
  readonly sql: string;
  readonly parameters: readonly (number | string)[];
}

type HitRow = readonly [
  ...[id: ArticleId, sortAt: number, newestAt: number, newestId: number],
  ...[fits: 0 | 1],
];

/** Hits that are looked at for a page in the order of the index: about a microsecond each. */
const FEW_HITS = 5000;
/** In a large library, one hit in so many articles is few as well. */
const FEW_AMONG = 50;

/**
 * Implements `SearchStore` of core/ports.ts.
 * @param fewHits of an expression are read in the order of the index; beyond that dates lead.
 */
export function createSearchStore(db: WritableDb, fewHits = FEW_HITS): SearchStore {
  const row = db.prepare<
    [number, number, number],
    ListRow & Pick<FoundArticle, 'source' | 'fullSource'>
  >(
    `SELECT ${LIST_COLUMNS}, substr(b.source, 1, ?) AS source, substr(t.source, 1, ?) AS fullSource
     FROM article_states s JOIN articles a ON a.id = s.id JOIN bodies b ON b.article_id = s.id
     LEFT JOIN full_texts t ON t.article_id = s.id WHERE s.id = ?`,
  );
  const size = db.prepare<[], number>('SELECT ifnull(max(id), 0) FROM search_rows').pluck();

  function rowsOf({ sql, parameters }: Condition): Iterable<HitRow> {
    return db
      .prepare<unknown[], HitRow>(sql)
      .raw()
      .iterate(...parameters);
  }

  /** One article more than the page holds, if there is one. */
  function pageOf(request: SearchRequest): Cursor[] {
    const few = Math.max(fewHits, Math.floor((size.get() ?? 0) / FEW_AMONG));
    const count = request.limit + 1;
    return (
      newestOf(rowsOf(hitQuery(request)), count, few) ??
      newestOf(rowsOf(dateQuery(request)), count, Number.POSITIVE_INFINITY) ??
      []
    );
  }

  return {
    find(request, mostSource) {
      const page = pageOf(request);
      const found = page.slice(0, request.limit).flatMap(({ id }): FoundArticle[] => {
        const read = row.get(mostSource, mostSource, id);
        if (read === undefined) return [];
        return [{ row: articleRowOf(read), source: read.source, fullSource: read.fullSource }];
      });
      const last = page.length > request.limit ? page[request.limit - 1] : undefined;
      return { found, next: last ?? null };
    },
  };
}

/**
 * The hits with the latest dates. They come nearly in that order already, each with the newest date
 * that may still come, so that reading ends as soon as nothing newer can.
 * @returns null when after `most` rows it is still not known.
 */
function newestOf(hits: Iterable<HitRow>, count: number, most: number): Cursor[] | null {
  const newest: Cursor[] = [];
  let read = 0;
  for (const [id, sortAt, newestAt, newestId, fits] of hits) {
    const oldest = newest.length < count ? undefined : newest.at(-1);
    if (oldest !== undefined && !isNewer({ sortAt: newestAt, id: newestId }, oldest)) break;
    read += 1;
    if (read > most) return null;
    const hit = { sortAt, id };
    if (fits === 0 || (oldest !== undefined && !isNewer(hit, oldest))) continue;
    if (oldest !== undefined) newest.pop();
    let at = newest.length;
    for (let before = newest[at - 1]; before !== undefined && isNewer(hit, before);) {
      at -= 1;
      before = newest[at - 1];
    }
    newest.splice(at, 0, hit);
  }
  return newest;
}

/** Compares dates, and ids where those are the same. */
function isNewer(
  one: { sortAt: number; id: number },
  other: { sortAt: number; id: number },
): boolean {
  return one.sortAt > other.sortAt || (one.sortAt === other.sortAt && one.id > other.id);
}

/** The hits of the index in the order of its rows, last row first, whether they fit or not. */
export function hitQuery(request: SearchRequest): Condition {
  const fits = stateConditions(request);
  return {
    sql: `SELECT s.id, s.sort_at, r.newest_at, r.newest_id,
        ${fits.map(({ sql }) => sql).join(' AND ')}
      FROM search CROSS JOIN search_rows r ON r.id = search.rowid
      CROSS JOIN article_states s ON s.id = r.article_id
      WHERE search MATCH ? ORDER BY search.rowid DESC`,
    parameters: [...fits.flatMap(({ parameters }) => parameters), request.conditions.match],
  };
}

/**
 * For words that are in many articles, few of which fit: goes through the articles by their dates, as a list does, and
 * asks the index of each whether it is a hit, which takes 5 to 10 microseconds (measured).
 */
export function dateQuery(request: SearchRequest): Condition {
  const all: Condition[] = [
    ...stateConditions(request),
    {
      sql: 'EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = r.id)',
      parameters: [request.conditions.match],
    },
  ];
  return {
    sql: `SELECT s.id, s.sort_at, s.sort_at, s.id, 1
      FROM article_states s INDEXED BY ${indexFor(request)}
      CROSS JOIN search_rows r ON r.article_id = s.id
      WHERE ${all.map(({ sql }) => sql).join(' AND ')}
      ORDER BY s.sort_at DESC, s.id DESC`,
    parameters: all.flatMap(({ parameters }) => parameters),
  };
}

function indexFor({ scope, conditions }: SearchRequest): string {
  const required = conditions.beside.flatMap(({ match, states }) => {
    const [only, ...others] = states;
    return match === null && others.length === 0 && only?.isExcluded === false ? [only.kind] : [];
  });
  if (scope.kind === 'bookmarks' || required.includes('bookmarked')) {
    return 'article_states_bookmarks';
  }
  return required.includes('unread') ? 'article_states_unread' : 'article_states_all';
}

function stateConditions({ scope, conditions, before }: SearchRequest): Condition[] {
  const all = [...scopeConditions(scope), ...conditions.beside.map(anyOf)];
  if (before !== null) {
    all.push({ sql: '(s.sort_at, s.id) < (?, ?)', parameters: [before.sortAt, before.id] });
  }
  // Pruned articles have nothing to show.
  all.push({ sql: 'EXISTS (SELECT 1 FROM bodies WHERE article_id = s.id)', parameters: [] });
  return all;
}

function scopeConditions(scope: Scope): Condition[] {
  // A bookmark outlives its feed.
  if (scope.kind === 'bookmarks') return [{ sql: 's.bookmarked_at IS NOT NULL', parameters: [] }];
  const present: Condition = {
    sql: 's.feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)',
    parameters: [],
  };
  return scope.kind === 'today'
    ? [present, { sql: 's.sort_at >= ?', parameters: [scope.since] }]
    : // Feeds and folders are part of the expression.
      [present];
}

function anyOf({ match, states }: Alternatives): Condition {
  const each = states.map(stateCondition);
  if (match !== null) {
    each.push({
      sql: 'r.id IN (SELECT rowid FROM search WHERE search MATCH ?)',
      parameters: [match],
    });
  }
  // A single one stands alone, so that an index for it is seen to fit.
  return {
    sql: each.length === 1 ? (each[0]?.sql ?? '') : `(${each.map(({ sql }) => sql).join(' OR ')})`,
    parameters: each.flatMap(({ parameters }) => parameters),
  };
}

function stateCondition(condition: StateCondition): Condition {
  const { sql, parameters } = plainCondition(condition);
  return { sql: condition.isExcluded ? `NOT (${sql})` : sql, parameters };
}

function plainCondition(condition: StateCondition): Condition {
  switch (condition.kind) {
    case 'unread':
      return { sql: 's.is_read = 0', parameters: [] };
    case 'read':
      return { sql: 's.is_read = 1', parameters: [] };
    case 'bookmarked':
      return { sql: 's.bookmarked_at IS NOT NULL', parameters: [] };
    case 'before':
      return { sql: 's.sort_at < ?', parameters: [condition.at] };
    case 'after':
      return { sql: 's.sort_at >= ?', parameters: [condition.at] };
  }
}
