import type { FeedFormat } from './prepareFeed';

/** What the fields of a feed depend on beside themselves. */
export interface FieldContext {
  readonly format: FeedFormat;
  /** Where the document's relative addresses start, or null when that is not known. */
  readonly documentBase: string | null;
}
