/** The version of a document, as its server names it (RFC 9110, section 8.8). */
import type { Validators } from './ports';

export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/** Whether there is a version that can be given back to the server. */
export function hasValidators({ etag, lastModified }: Validators): boolean {
  return etag !== null || lastModified !== null;
}

/** What a 304 names replaces what was known; what it leaves out stays (RFC 9111, section 3.2). */
export function renewed(known: Validators, said: Validators): Validators {
  return { etag: said.etag ?? known.etag, lastModified: said.lastModified ?? known.lastModified };
}
