import { z } from 'zod';
import { FeedId, FolderId, RefreshStatus } from '../model';
import { command, query } from './define';

/** Refreshing: asking publishers whether anything is new. */
export const refresh = {
  /** Joins the run under way, if there is one; asking twice never fetches a feed twice. */
  'refresh.start': command(
    z.strictObject({
      scope: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('all') }),
        z.strictObject({ kind: z.literal('folder'), folderId: FolderId }),
        z.strictObject({ kind: z.literal('feed'), feedId: FeedId }),
      ]),
    }),
    RefreshStatus,
  ),
  'refresh.cancel': command(
    z.strictObject({ runId: z.int().positive() }),
    z.strictObject({ cancelled: z.boolean() }),
  ),
  'refresh.status': query(z.strictObject({}), RefreshStatus.nullable()),
};
