/** Why the last refreshes of a feed failed, as `fetch_states` has it. */
import { ErrorCode, ErrorDetails } from '../../shared/errors';
import type { FeedFailure } from '../../shared/model';

export interface FailureRow {
  readonly failure_count: number;
  readonly error_code: string | null;
  /** `ErrorDetails` as JSON. */
  readonly error_details: string | null;
}

/** Null for a feed whose last refresh was no failure. */
export function failureOf(row: FailureRow): FeedFailure | null {
  if (row.error_code === null || row.failure_count === 0) return null;
  return {
    code: ErrorCode.parse(row.error_code),
    details: ErrorDetails.parse(JSON.parse(row.error_details ?? '{}')),
    count: row.failure_count,
  };
}

export function failureRowOf(failure: FeedFailure | null): FailureRow {
  return {
    failure_count: failure?.count ?? 0,
    error_code: failure?.code ?? null,
    error_details: failure === null ? null : JSON.stringify(failure.details),
  };
}
