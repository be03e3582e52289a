/** Finding articles: by the index, newest first, reading no more hits than the page needs. */
import type { ArticleId, Cursor, Scope } from '../../shared/model';
import type { SearchRequest, SearchStore } from '../core/ports';
import type { Alternatives, StateCondition } from '../core/searchExpression';
import type { WritableDb } from './database';
import { articleRowOf, LIST_COLUMNS, type ListRow } from './articleRows';
import { textColumn, textOf, type StoredText } from './packedText';
import { IS_UNREAD } from './unreadRows';

interface Condition {
  readonly sql: string;
  readonly parameters: readonly (number | string)[];
  /** True for a stretch of the dates, or of an index that has only such articles. */
  readonly isStretch?: boolean;
}

type HitRow = readonly [
  ...[id: ArticleId, sortAt: number, newestAt: number, newestId: number],
  ...[fits: 0 | 1],
];

/** Hits, newest first, and where to go on if there may be more. */
interface Page {
  readonly hits: readonly Cursor[];
  readonly next: Cursor | null;
}

/** Hits that are looked at for a page in the order of the index: about a microsecond each. */
const FEW_HITS = 5000;
/**
 * Milliseconds of looking for a page in each of the two ways, after which what was found until then is
 * the page. Somebody is typing, and other calls wait.
 */
const MOST_TIME = 12;
/** In a large library, one hit in so many articles is few as well. */
const FEW_AMONG = 50;

/**
 * Implements `SearchStore` of core/ports.ts.
 * @param fewHits of an expression are read in the order of the index; beyond that dates lead.
 * @param mostTime in milliseconds, for looking for one page.
 */
export function createSearchStore(
  db: WritableDb,
  fewHits = FEW_HITS,
  mostTime = MOST_TIME,
): SearchStore {
  const row = db.prepare<[number], ListRow>(
    `SELECT ${LIST_COLUMNS} FROM article_states s JOIN articles a ON a.id = s.id WHERE s.id = ?`,
  );
  const texts = db.prepare<[number], { source: StoredText; fullSource: StoredText | null }>(
    `SELECT ${textColumn('b')} AS source, ${textColumn('t')} AS fullSource
     FROM bodies b LEFT JOIN full_texts t ON t.article_id = b.article_id WHERE b.article_id = ?`,
  );
  const size = db.prepare<[], number>('SELECT ifnull(max(id), 0) FROM search_rows').pluck();

  function rowsOf({ sql, parameters }: Condition): Iterable<HitRow> {
    return db
      .prepare<unknown[], HitRow>(sql)
      .raw()
      .iterate(...parameters);
  }

  function pageOf(request: SearchRequest): Page {
    const few = Math.max(fewHits, Math.floor((size.get() ?? 0) / FEW_AMONG));
    const count = request.limit + 1;
    const newest =
      newestOf(rowsOf(hitQuery(request)), count, { rows: few, time: mostTime }) ??
      datedOf(rowsOf(dateQuery(request)), count, mostTime);
    const hits = newest.hits.slice(0, request.limit);
    const last = newest.hits.length > request.limit ? hits.at(-1) : undefined;
    return { hits, next: last ?? newest.next };
  }

  return {
    size: () => size.get() ?? 0,
    find(request) {
      const { hits, next } = pageOf(request);
      const rows = hits.flatMap(({ id }) => {
        const read = row.get(id);
        return read === undefined ? [] : [articleRowOf(read)];
      });
      return { rows, next };
    },
    textsOf(id, most) {
      const read = texts.get(id);
      return [read?.source, read?.fullSource].flatMap((text) => {
        const whole = text === undefined ? null : textOf(text);
        return whole === null ? [] : [whole.slice(0, most)];
      });
    },
  };
}

/**
 * The hits with the latest dates. They come nearly in that order already, each with the newest date
 * that may still come, so that reading ends as soon as nothing newer can.
 *
 * When the time is over, those are the page that nothing still to come is newer than.
 * @returns null when not even those are known, or after as many rows as may be read.
 */
function newestOf(
  hits: Iterable<HitRow>,
  count: number,
  most: { readonly rows: number; readonly time: number },
): Page | null {
  const newest: Cursor[] = [];
  // What goes before the first hit cannot be given up, and is not done twice.
  let until = Number.POSITIVE_INFINITY;
  let read = 0;
  for (const [id, sortAt, newestAt, newestId, fits] of hits) {
    const oldest = newest.length < count ? undefined : newest.at(-1);
    const toCome = { sortAt: newestAt, id: newestId };
    if (oldest !== undefined && !isNewer(toCome, oldest)) break;
    read += 1;
    if (read > most.rows) return null;
    if (read === 1) until = performance.now() + most.time;
    else if (performance.now() > until) {
      const known = newest.filter((other) => isNewer(other, toCome)).slice(0, count - 1);
      const next = known.at(-1);
      return next === undefined ? null : { hits: known, next };
    }
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
  return { hits: newest, next: null };
}

/** The first hits of those that come by their dates; when the time is over, those found until then. */
function datedOf(hits: Iterable<HitRow>, count: number, time: number): Page {
  const found: Cursor[] = [];
  const until = performance.now() + time;
  for (const [id, sortAt, , , fits] of hits) {
    if (fits === 1) found.push({ sortAt, id });
    if (found.length === count) break;
    if (performance.now() > until) return { hits: found, next: { sortAt, id } };
  }
  return { hits: found, next: null };
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
  const from = indexFor(request);
  const all = stateConditions(request);
  const [stretches, others] = [true, false].map((isStretch) =>
    all.filter((condition) => (condition.isStretch ?? false) === isStretch),
  ) as [Condition[], Condition[]];
  const hit = isHit(request.conditions.match);
  // What does not fit is a row as well, so that there is a time to stop; the index is asked last.
  const sql = `SELECT s.id, s.sort_at, s.sort_at, s.id,
      CASE WHEN ${allOf(others)} THEN ${hit.sql} ELSE 0 END
    FROM ${from === UNREAD_ALL ? 'unread' : 'article_states'} s INDEXED BY ${from}
    CROSS JOIN search_rows r ON r.article_id = s.id
    WHERE ${allOf(stretches)}
    ORDER BY s.sort_at DESC, s.id DESC`;
  return {
    sql: from === UNREAD_ALL ? sql.replaceAll('s.bookmarked_at', BOOKMARKED_AT) : sql,
    parameters: [...others, hit, ...stretches].flatMap(({ parameters }) => parameters),
  };
}

const allOf = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '1' : conditions.map(({ sql }) => sql).join(' AND ');

/**
 * Whether the article of `r` fulfils an expression of the index. One with a beginning of a word is
 * asked once for all its hits: for each article, all words that begin so would be read again.
 */
function isHit(match: string): Condition {
  const sql = match.includes('*')
    ? 'r.id IN (SELECT rowid FROM search WHERE search MATCH ?)'
    : 'EXISTS (SELECT 1 FROM search WHERE search MATCH ? AND rowid = r.id)';
  return { sql, parameters: [match] };
}

const UNREAD_ALL = 'unread_all';
/** For `s` that is `unread`, whose other columns are those of `article_states`. */
const BOOKMARKED_AT = '(SELECT bookmarked_at FROM article_states WHERE id = s.id)';

function indexFor({ scope, conditions }: SearchRequest): string {
  const required = conditions.beside.flatMap(({ match, states }) => {
    const [only, ...others] = states;
    return match === null && others.length === 0 && only?.isExcluded === false ? [only.kind] : [];
  });
  if (scope.kind === 'bookmarks' || required.includes('bookmarked')) {
    return 'article_states_bookmarks';
  }
  return required.includes('unread') ? UNREAD_ALL : 'article_states_all';
}

function stateConditions({ scope, conditions, before }: SearchRequest): Condition[] {
  const all = [...scopeConditions(scope), ...conditions.beside.map(anyOf)];
  if (before !== null) {
    all.push({
      sql: '(s.sort_at, s.id) < (?, ?)',
      parameters: [before.sortAt, before.id],
      isStretch: true,
    });
  }
  // Pruned articles have nothing to show.
  all.push({ sql: 'EXISTS (SELECT 1 FROM bodies WHERE article_id = s.id)', parameters: [] });
  return all;
}

const BOOKMARKED: Condition = {
  sql: 's.bookmarked_at IS NOT NULL',
  parameters: [],
  isStretch: true,
};

function scopeConditions(scope: Scope): Condition[] {
  // A bookmark outlives its feed.
  if (scope.kind === 'bookmarks') return [BOOKMARKED];
  const present: Condition = {
    sql: 's.feed_id NOT IN (SELECT id FROM feeds WHERE removed_at IS NOT NULL)',
    parameters: [],
  };
  return scope.kind === 'today'
    ? [present, { sql: 's.sort_at >= ?', parameters: [scope.since], isStretch: true }]
    : // Feeds and folders are part of the expression.
      [present];
}

function anyOf({ match, states }: Alternatives): Condition {
  const each = states.map(stateCondition);
  if (match !== null) each.push(isHit(match));
  const [only, ...others] = each;
  // A single one stands alone, so that an index for it is seen to fit.
  if (only !== undefined && others.length === 0) return only;
  return {
    sql: `(${each.map(({ sql }) => sql).join(' OR ')})`,
    parameters: each.flatMap(({ parameters }) => parameters),
  };
}

function stateCondition(condition: StateCondition): Condition {
  const plain = plainCondition(condition);
  return condition.isExcluded ? { ...plain, sql: `NOT (${plain.sql})`, isStretch: false } : plain;
}

function plainCondition(condition: StateCondition): Condition {
  switch (condition.kind) {
    case 'unread':
      return { sql: IS_UNREAD, parameters: [] };
    case 'read':
      return { sql: `NOT ${IS_UNREAD}`, parameters: [] };
    case 'bookmarked':
      return BOOKMARKED;
    case 'before':
      return { sql: 's.sort_at < ?', parameters: [condition.at], isStretch: true };
    case 'after':
      return { sql: 's.sort_at >= ?', parameters: [condition.at], isStretch: true };
  }
}
