/** The full text of an article, as `full_texts` has it, to the shared model. */
import { ErrorCode, ErrorDetails } from '../../shared/errors';
import type { FullText } from '../../shared/model';
import { textColumn, type StoredText } from './packedText';

/** What `fullTextOf` reads; null where no row says anything. */
export interface FullTextRow {
  readonly full_source: StoredText | null;
  readonly full_is_wanted: number | null;
  readonly full_tried_at: number | null;
  readonly full_error_code: string | null;
  readonly full_error_details: string | null;
}

/** The columns of a full text `t`, left out where its feed `f` wants none. */
export const FULL_TEXT_COLUMNS = `${textColumn('t')} AS full_source, t.is_wanted AS full_is_wanted,
  t.tried_at AS full_tried_at, t.error_code AS full_error_code, t.error_details AS full_error_details`;
export const JOIN_FULL_TEXT = 'LEFT JOIN full_texts t ON t.article_id = s.id AND f.full_text = 1';

export function fullTextOf(row: FullTextRow): FullText | null {
  if (row.full_source !== null) return { state: 'kept' };
  if (row.full_is_wanted === null) return null;
  if (row.full_error_code === null) return { state: 'waiting' };
  const code = ErrorCode.parse(row.full_error_code);
  const details = ErrorDetails.parse(JSON.parse(row.full_error_details ?? '{}'));
  return { state: 'failed', failure: { code, details } };
}

/** Another one whenever another text is shown. @param fingerprint of what the feed wrote. */
export function textVersionOf(fingerprint: string, row: FullTextRow): string {
  return row.full_source === null ? fingerprint : `${fingerprint} ${String(row.full_tried_at)}`;
}
