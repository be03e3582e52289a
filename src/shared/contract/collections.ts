import { z } from 'zod';
import { FeedId } from '../model';
import { command } from './define';

/** Largest OPML file accepted, in characters; the biggest real ones hold a few hundred kilobytes. */
export const MAX_OPML_LENGTH = 5_000_000;

const Imported = z.strictObject({
  added: z.int().nonnegative(),
  /** Already subscribed, or named twice in the file. */
  duplicates: z.int().nonnegative(),
  /** Outlines whose address is not one a feed can have. */
  refused: z.int().nonnegative(),
  /** Those added that lie on this machine or a private network; they are not asked until allowed. */
  privateFeeds: z.array(FeedId),
});
export type Imported = z.infer<typeof Imported>;

/** Whole sets of feeds at once. */
export const collections = {
  'opml.import': command(
    z.strictObject({ text: z.string().min(1).max(MAX_OPML_LENGTH) }),
    Imported,
  ),
  /** Subscribes to the collection that is bundled with the app and needs no network. */
  'sample.add': command(z.strictObject({}), Imported),
};
