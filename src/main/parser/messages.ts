/** What the pool and its thread say to one another. */
import type { WireError } from '../../shared/errors';
import type { Job, JobResults } from './readDocument';

export interface ToParser {
  readonly id: number;
  readonly job: Job;
}

export type FromParser =
  | { readonly id: number; readonly ok: true; readonly value: JobResults[Job['kind']] }
  | { readonly id: number; readonly ok: false; readonly error: WireError };
