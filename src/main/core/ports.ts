/**
 * What the use cases need from the world, as interfaces. Adapters implement them; tests may
 * replace the clock and the randomness, and nothing else.
 */
export type * from './ports/runtime';
export type * from './ports/disk';
export type * from './ports/libraryClock';
export type * from './ports/web';
export type * from './ports/documents';
export type * from './ports/feedStores';
export type * from './ports/articleStores';
export type * from './ports/fullTexts';
export type * from './ports/library';
export type * from './ports/media';
export type * from './ports/pictureCare';
export type * from './ports/search';
