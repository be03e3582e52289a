/** All migrations in order. Numbers go by tens, so that a step can be put between two branches. */
import type { WritableDb } from '../database';
import { initial } from './0010-initial';
import { fetching } from './0020-fetching';
import { search } from './0030-search';
import { fullText } from './0040-full-text';
import { unread } from './0050-unread';

export interface Migration {
  readonly version: number;
  readonly run: (database: WritableDb) => void;
}

export const migrations: readonly Migration[] = [
  { version: 10, run: initial },
  { version: 20, run: fetching },
  { version: 30, run: search },
  { version: 40, run: fullText },
  { version: 50, run: unread },
];
