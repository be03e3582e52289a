/** Pictures: as files, in articles, and as the icons of sites. */
import type { ArticleId, FeedId, MediaId, StoredImage } from '../../../shared/model';
import type { Validators } from './web';

/** A picture as it lies on disk. */
export interface StoredPicture {
  readonly id: MediaId;
  readonly contentType: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly byteLength: number;
}

/** What a picture's own bytes say of it. */
export type ProbedPicture = Pick<StoredPicture, 'contentType' | 'width' | 'height'>;

/** Stored pictures as files named by their content. */
export interface MediaFiles {
  /** Looks at a picture and stores nothing. @returns null when it is none of a supported kind. */
  probe(bytes: Uint8Array): ProbedPicture | null;
  /** @throws ReaderError `invalid-input` when the bytes are no picture of a supported kind. */
  save(bytes: Uint8Array): Promise<StoredPicture>;
  pathOf(id: MediaId): string;
}

/** Which articles show which stored pictures. */
export interface MediaIndex {
  link(articleId: ArticleId, source: string, picture: StoredPicture, at: number): void;
  /** Forgets the pictures of an article that are none of these sources any more. */
  keepOnly(articleId: ArticleId, sources: readonly string[]): void;
  imagesOf(articleId: ArticleId): StoredImage[];
  /**
   * Content type of a picture that is shown, else null: by an article of a present feed, by a
   * bookmark, or as the icon of a present feed's site.
   */
  contentTypeOf(id: MediaId): string | null;
}

/** A feed, as far as its site's icon is concerned. */
export interface IconSeeker {
  readonly id: FeedId;
  readonly url: string;
  readonly siteUrl: string | null;
  /** A small picture the feed names as its own. */
  readonly iconUrl: string | null;
  readonly allowsPrivate: boolean;
  /** The host whose icon it shows, as it was last worked out. */
  readonly host: string | null;
}

/** What is known of one host's icon. A host is a name with its port, as in `URL.host`. */
export interface IconRecord {
  readonly host: string;
  /** Null where none was found. */
  readonly mediaId: MediaId | null;
  /** Where the picture came from, or where a page said that it is. */
  readonly url: string | null;
  readonly validators: Validators;
  /** Milliseconds since 1970; 0 for a host that was never tried. */
  readonly checkedAt: number;
  readonly nextDueAt: number;
}

export interface IconStore {
  /** Feeds that are not removed. */
  seekers(): IconSeeker[];
  assign(id: FeedId, host: string | null): void;
  /** Present feeds that show the icon of that host. */
  seekersOf(host: string): IconSeeker[];
  /** The host of a present feed whose time has come, those never tried first; null when there is none. */
  nextDue(now: number): string | null;
  find(host: string): IconRecord | null;
  /** @param picture what `record.mediaId` names, when it is new. */
  save(record: IconRecord, picture: StoredPicture | null): void;
  /** A page said where its icon is; kept only for a host of which nothing is known. */
  suggest(host: string, url: string): void;
  /** Forgets the icons of hosts that no feed has any more, not even a removed one. */
  forgetUnused(): void;
}
