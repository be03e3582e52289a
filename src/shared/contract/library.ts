import { z } from 'zod';
import { LibraryState } from '../model';
import { command, query } from './define';

/** The library as a whole: whether it is kept, and what became of it. */
export const library = {
  'library.state': query(z.strictObject({}), LibraryState),
  /** The person has seen what a recovery brought. */
  'library.dismissRecovery': command(z.strictObject({}), z.strictObject({})),
};
