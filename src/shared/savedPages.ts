/** The local feed of pages that a person saved. It comes from no server and is never fetched. */

/** The address it is stored under; no server can have it, and nobody can type it. */
export const SAVED_PAGES_URL = 'saved:pages';

export const SAVED_PAGES_TITLE = 'Saved pages';
