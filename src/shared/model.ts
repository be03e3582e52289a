/** What the parts of the app talk about. Times ending in `At` are milliseconds since 1970 (UTC). */
import { z } from 'zod';
import { ErrorCode, ErrorDetails } from './errors';
import { isReservedHeader } from './reservedHeaders';

const id = z.int().positive();
const milliseconds = z.int();

export const FeedId = id.brand<'FeedId'>();
export type FeedId = z.infer<typeof FeedId>;
export const FolderId = id.brand<'FolderId'>();
export type FolderId = z.infer<typeof FolderId>;
export const ArticleId = id.brand<'ArticleId'>();
export type ArticleId = z.infer<typeof ArticleId>;

/** SHA-256 of a stored picture's bytes, in lower-case hexadecimal. */
export const MediaId = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'MediaId'>();
export type MediaId = z.infer<typeof MediaId>;

/** Longest address accepted anywhere, in characters. Browsers and servers agree on about this much. */
export const MAX_ADDRESS_LENGTH = 2048;
/** RFC 9110, section 5.1. */
const HeaderName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]{1,64}$/i)
  .refine((name) => !isReservedHeader(name));
/** Visible ASCII and spaces (RFC 9110, section 5.5). */
const HeaderValue = z.string().regex(/^[\x21-\x7e](?:[\x20-\x7e]{0,510}[\x21-\x7e])?$/);

export const SignIn = z.strictObject({
  username: z.string().min(1).max(255),
  password: z.string().max(1024),
});
export type SignIn = z.infer<typeof SignIn>;

/** An address as a person typed or pasted it. */
export const Address = z.string().trim().min(1).max(MAX_ADDRESS_LENGTH);

export const Folder = z.strictObject({
  id: FolderId,
  parentId: FolderId.nullable(),
  title: z.string(),
});
export type Folder = z.infer<typeof Folder>;

/** Why the last refresh of a feed failed; the renderer puts it into words. */
export const FeedFailure = z.strictObject({
  code: ErrorCode,
  details: ErrorDetails,
  /** How many refreshes in a row failed. */
  count: z.int().positive(),
});
export type FeedFailure = z.infer<typeof FeedFailure>;

export const Feed = z.strictObject({
  id: FeedId,
  url: z.string(),
  siteUrl: z.string().nullable(),
  title: z.string(),
  folderId: FolderId.nullable(),
  /** The site's icon, once it is stored. */
  iconId: MediaId.nullable(),
  /** When the server last answered, whatever it said. */
  checkedAt: milliseconds.nullable(),
  failure: FeedFailure.nullable(),
  /** The reader asked for it not to be fetched. */
  isPaused: z.boolean(),
  /** The publisher said that it is gone for good (HTTP 410); it is not asked any more. */
  isGone: z.boolean(),
  /** The feed it has moved to, when that is subscribed to as well; the two can be joined. */
  duplicateOf: FeedId.nullable(),
});
export type Feed = z.infer<typeof Feed>;

/** What a reader may set for one feed. */
export const FeedSettings = z.strictObject({
  isPaused: z.boolean(),
  /** Minutes between two requests; null lets the feed's own rhythm decide. */
  intervalMinutes: z
    .int()
    .min(15)
    .max(24 * 60)
    .nullable(),
  /** Instead of the app's own. */
  userAgent: HeaderValue.nullable(),
  /** One header more, as some private feeds want. */
  header: z.strictObject({ name: HeaderName, value: HeaderValue }).nullable(),
  /** The reader said that it may lie on this machine or a private network. */
  allowsPrivate: z.boolean(),
  /** The feed gives only parts of its articles; the whole ones are fetched from their pages. */
  fullText: z.boolean(),
});
export type FeedSettings = z.infer<typeof FeedSettings>;

/** Any of the settings; what is left out stays as it is. */
export const FeedSettingsChange = FeedSettings.partial().extend({
  /** The feed's address, corrected. */
  url: Address.optional(),
});
export type FeedSettingsChange = z.infer<typeof FeedSettingsChange>;

/** What fetching a feed has cost and brought so far. */
export const FeedLedger = z.strictObject({
  requests: z.int().nonnegative(),
  /** Answers of 304, which cost next to nothing. */
  notModified: z.int().nonnegative(),
  /** Bytes of all bodies, as they came over the wire. */
  bytes: z.int().nonnegative(),
  /** Status of the last answer; null when no server ever answered. */
  lastStatus: z.int().nullable(),
  lastAnswerAt: milliseconds.nullable(),
  /** When an article was last new or changed. */
  lastChangeAt: milliseconds.nullable(),
  /** When the feed will be asked by itself; null when it never will. */
  nextDueAt: milliseconds.nullable(),
  /** Before this even a reader's own refresh leaves the server alone. */
  nextAllowedAt: milliseconds.nullable(),
  /** Usual time between two new articles, in minutes, as far as it is known. */
  rhythmMinutes: z.int().positive().nullable(),
});
export type FeedLedger = z.infer<typeof FeedLedger>;

/** How many of a feed's articles have their full text. */
export const FullTextCounts = z.strictObject({
  kept: z.int().nonnegative(),
  waiting: z.int().nonnegative(),
  failed: z.int().nonnegative(),
});
export type FullTextCounts = z.infer<typeof FullTextCounts>;

export const FeedDetails = z.strictObject({
  feed: Feed,
  settings: FeedSettings,
  ledger: FeedLedger,
  /** Null while the feed's own text is all that is wanted. */
  fullTexts: FullTextCounts.nullable(),
  /** A name and password are kept for it. */
  hasCredentials: z.boolean(),
  /** They are kept until the app is closed, because this system has no safe for them. */
  credentialsAreTemporary: z.boolean(),
});
export type FeedDetails = z.infer<typeof FeedDetails>;

/** Which articles a list is about. */
export const Scope = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('all') }),
  z.strictObject({
    kind: z.literal('today'),
    /** Start of the reader's day in their own time zone, which the engine cannot know. */
    since: milliseconds,
  }),
  z.strictObject({ kind: z.literal('bookmarks') }),
  z.strictObject({ kind: z.literal('folder'), folderId: FolderId }),
  z.strictObject({ kind: z.literal('feed'), feedId: FeedId }),
]);
export type Scope = z.infer<typeof Scope>;

/** A place in a list ordered newest first: the last row already seen. */
export const Cursor = z.strictObject({ sortAt: milliseconds, id: ArticleId });
export type Cursor = z.infer<typeof Cursor>;

export const ArticleRow = z.strictObject({
  id: ArticleId,
  feedId: FeedId,
  title: z.string(),
  excerpt: z.string(),
  author: z.string().nullable(),
  /** The publisher's date; null when the feed gave none or an impossible one. */
  publishedAt: milliseconds.nullable(),
  /** What lists are ordered by; fixed when the article is first seen. */
  sortAt: milliseconds,
  wordCount: z.int().nonnegative(),
  thumbnail: MediaId.nullable(),
  isRead: z.boolean(),
  isBookmarked: z.boolean(),
});
export type ArticleRow = z.infer<typeof ArticleRow>;

/** A picture of an article that is stored on this machine. */
export const StoredImage = z.strictObject({
  /** The address the article's HTML names. */
  source: z.string(),
  mediaId: MediaId,
  /** Pixels; known before the picture is drawn, so that nothing shifts. */
  width: z.int().positive(),
  height: z.int().positive(),
});
export type StoredImage = z.infer<typeof StoredImage>;

/** A file that comes with an article, as the publisher describes it. */
export const Enclosure = z.strictObject({
  url: z.string(),
  type: z.string().nullable(),
  /** Bytes. */
  length: z.int().nonnegative().nullable(),
});
export type Enclosure = z.infer<typeof Enclosure>;

/** Why an article's full text is missing. */
export const FullTextFailure = z.strictObject({ code: ErrorCode, details: ErrorDetails });
export type FullTextFailure = z.infer<typeof FullTextFailure>;

/** Where the full text of an article stands. */
export const FullText = z.discriminatedUnion('state', [
  /** It is what is shown. */
  z.strictObject({ state: z.literal('kept') }),
  z.strictObject({ state: z.literal('waiting') }),
  z.strictObject({ state: z.literal('failed'), failure: FullTextFailure }),
]);
export type FullText = z.infer<typeof FullText>;

export const Article = ArticleRow.extend({
  url: z.string().nullable(),
  feedTitle: z.string(),
  updatedAt: milliseconds.nullable(),
  /** The page where readers comment. */
  commentsUrl: z.string().nullable(),
  categories: z.array(z.string()),
  enclosures: z.array(Enclosure),
  /** Sanitised when it left the library; sanitised again before it is shown. */
  html: z.string(),
  /** The HTML was beyond cleaning, so that `html` is its text alone. */
  isTextOnly: z.boolean(),
  /** Null where the feed's own text is all that is wanted. */
  fullText: FullText.nullable(),
  images: z.array(StoredImage),
});
export type Article = z.infer<typeof Article>;

export const ArticleState = z.strictObject({
  id: ArticleId,
  feedId: FeedId,
  isRead: z.boolean(),
  isBookmarked: z.boolean(),
});
export type ArticleState = z.infer<typeof ArticleState>;

/** Names a mark of many articles for as long as it can be undone. */
export const MarkId = id.brand<'MarkId'>();
export type MarkId = z.infer<typeof MarkId>;

/** Which articles of a list are meant, from one of its rows to another. */
export const MarkRange = z.strictObject({
  scope: Scope,
  /** The first row that is meant, as lists are ordered, and the last; null for no bound. */
  from: Cursor.nullable(),
  to: Cursor.nullable(),
  /** Only what is older than this; null for all ages. */
  olderThan: milliseconds.nullable(),
});
export type MarkRange = z.infer<typeof MarkRange>;

/** The last mark of many articles that is not undone. */
export const LastMark = z.strictObject({
  undoId: MarkId,
  markedAt: milliseconds,
  /** How many articles it marked. */
  count: z.int().positive(),
});
export type LastMark = z.infer<typeof LastMark>;

export const Counts = z.strictObject({
  /** Feeds with nothing unread are left out. */
  unreadByFeed: z.array(z.strictObject({ feedId: FeedId, unread: z.int().positive() })),
  unread: z.int().nonnegative(),
  bookmarked: z.int().nonnegative(),
});
export type Counts = z.infer<typeof Counts>;

export const FeedCandidate = z.strictObject({
  url: z.string(),
  title: z.string(),
});
export type FeedCandidate = z.infer<typeof FeedCandidate>;

export const RefreshStatus = z.strictObject({
  runId: z.int().positive(),
  total: z.int().nonnegative(),
  done: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  /** Feeds left alone because their servers ask not to be asked again so soon. */
  held: z.int().nonnegative(),
  /** When the first of those may be asked again; null when none is held. */
  heldUntil: milliseconds.nullable(),
  /** Articles not seen before. */
  added: z.int().nonnegative(),
  state: z.enum(['running', 'finished', 'cancelled']),
});
export type RefreshStatus = z.infer<typeof RefreshStatus>;

/** What the app found at a start instead of a library that can be used, and what became of it. */
export const RecoveryNotice = z.strictObject({
  at: milliseconds,
  cause: z.enum([
    'damaged',
    /** Only what the search knew was damaged. */
    'index',
    'empty',
    'missing',
    /** Something else lay in its place. */
    'foreign',
    /** The person chose the backup over a library of a newer version. */
    'newer',
  ]),
  /** Name of the folder, beside the library, where the old files lie; null when none were moved. */
  folder: z.string().nullable(),
  /** When the backup was made that parts, or everything, came from; null when none was used. */
  backupAt: milliseconds.nullable(),
  /** When the written-out subscriptions and bookmarks that were used were written. */
  exportAt: milliseconds.nullable(),
  /** All of the old library could be read. */
  isWhole: z.boolean(),
  /** What the library has now. */
  feeds: z.int().nonnegative(),
  articles: z.int().nonnegative(),
  bookmarks: z.int().nonnegative(),
});
export type RecoveryNotice = z.infer<typeof RecoveryNotice>;

/** How the library is opened, other than as usual. */
export const LibraryWay = z.enum([
  /** A copy that is thrown away when the app ends. */
  'copy',
  /** The last copy from before the library was brought to its newer version. */
  'backup',
]);
export type LibraryWay = z.infer<typeof LibraryWay>;

/** What is to be known of the library as a whole. */
export const LibraryState = z.strictObject({
  /** Why nothing that is changed now will be kept; null in a library as usual. */
  temporary: z.enum(['read-only', 'newer']).nullable(),
  /** A recovery whose outcome the person has not yet seen. */
  recovery: RecoveryNotice.nullable(),
  /** When the newest backup was made; null when there is none. */
  backupAt: milliseconds.nullable(),
});
export type LibraryState = z.infer<typeof LibraryState>;

/** How much room the library has on its disk. */
export const LibrarySpace = z.enum([
  'enough',
  /** Nothing is fetched by itself, so that others may have the rest. */
  'low',
  /** Something could not be written. */
  'full',
]);
export type LibrarySpace = z.infer<typeof LibrarySpace>;

export const EngineStatus = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('migrating') }),
  /** The library is damaged and is being put together again. */
  z.strictObject({ state: z.literal('recovering') }),
  z.strictObject({ state: z.literal('ready') }),
  z.strictObject({ state: z.literal('restarting') }),
  z.strictObject({
    state: z.literal('failed'),
    /** One sentence for the person: what happened and what was left untouched. */
    reason: z.string(),
    /** Other ways to open the library, for the person to choose. */
    ways: z.array(LibraryWay),
  }),
]);
export type EngineStatus = z.infer<typeof EngineStatus>;

export const Settings = z.strictObject({
  /** Widths of the first two panes, in CSS pixels. */
  sidebarWidth: z.int().min(160).max(480),
  listWidth: z.int().min(240).max(720),
  unreadOnly: z.boolean(),
  collapsedFolders: z.array(FolderId).max(5000),
});
export type Settings = z.infer<typeof Settings>;

/** Any of the settings; what is left out stays as it is. */
export const SettingsChange = Settings.partial();
export type SettingsChange = z.infer<typeof SettingsChange>;

export const DEFAULT_SETTINGS: Settings = {
  sidebarWidth: 248,
  listWidth: 372,
  unreadOnly: false,
  collapsedFolders: [],
};
