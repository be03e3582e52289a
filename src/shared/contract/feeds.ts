import { z } from 'zod';
import {
  Address,
  Feed,
  FeedCandidate,
  FeedDetails,
  FeedId,
  FeedSettingsChange,
  Folder,
  MAX_ADDRESS_LENGTH,
  SignIn,
} from '../model';
import { command, query } from './define';

/** Most feeds one call may name. */
const MAX_FEEDS_PER_CALL = 5000;

/** What a person says about an address they typed. */
export const typed = {
  /** They know that it lies on this machine or a private network, and want it asked. */
  allowPrivate: z.boolean(),
  signIn: SignIn.nullable(),
};

/** Feeds: what one is subscribed to, and how that changes. */
export const feeds = {
  'feeds.list': query(
    z.strictObject({}),
    z.strictObject({ folders: z.array(Folder), feeds: z.array(Feed) }),
  ),
  /**
   * Finds the feeds behind a feed or site address. One candidate means the answer is certain.
   * The bytes that proved it are kept for a moment, so that subscribing costs no second request.
   */
  'feeds.discover': query(
    z.strictObject({ address: Address, ...typed }),
    z.strictObject({ candidates: z.array(FeedCandidate) }),
  ),
  'feeds.subscribe': command(
    z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(MAX_ADDRESS_LENGTH), ...typed }),
    z.strictObject({ feedId: FeedId, title: z.string() }),
  ),
  /** Hides a feed and its articles; `feeds.restore` brings them back as they were. */
  'feeds.unsubscribe': command(
    z.strictObject({ feedId: FeedId }),
    z.strictObject({ title: z.string() }),
  ),
  'feeds.restore': command(z.strictObject({ feedId: FeedId }), z.strictObject({})),
  /** One feed with its settings and what fetching it has cost. */
  'feeds.details': query(z.strictObject({ feedId: FeedId }), FeedDetails),
  /** Changes the named settings of one feed. */
  'feeds.configure': command(
    z.strictObject({ feedId: FeedId, change: FeedSettingsChange }),
    FeedDetails,
  ),
  /** Keeps a name and password for a feed, or forgets them; asks the server at once. */
  'feeds.signIn': command(
    z.strictObject({ feedId: FeedId, signIn: SignIn.nullable() }),
    FeedDetails,
  ),
  /** These feeds may be on this machine or a private network; asks them at once. */
  'feeds.allowPrivate': command(
    z.strictObject({ feedIds: z.array(FeedId).min(1).max(MAX_FEEDS_PER_CALL) }),
    z.strictObject({}),
  ),
  /** Joins a feed into the one it has moved to. Articles and marks of both are kept, each once. */
  'feeds.merge': command(
    z.strictObject({ feedId: FeedId, into: FeedId }),
    z.strictObject({ title: z.string() }),
  ),
};
