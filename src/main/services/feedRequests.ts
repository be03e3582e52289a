/** Builds what is asked of a feed's server, with what the reader set for that feed. */
import type { FeedId } from '../../shared/model';
import { withoutCredentials } from '../core/addressCredentials';
import { noSuchFeed } from '../core/feedErrors';
import type { FeedSettingsStore, FeedStore, Purpose, Validators, WebRequest } from '../core/ports';
import { lostSecrets, type FeedSecrets } from './feedSecrets';

export interface FeedRequestsParts {
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly secrets: FeedSecrets;
}

type OwnRequest = Pick<WebRequest, 'privateOrigin' | 'credentials' | 'userAgent' | 'headers'>;

export class FeedRequests {
  constructor(private readonly parts: FeedRequestsParts) {}

  /**
   * @throws ReaderError `not-found`; `sign-in` when a name and password are kept that cannot be read
   *   any more, since without them the server would only refuse, or show something else;
   *   `unavailable` when the safe does not answer.
   */
  async build(
    feedId: FeedId,
    purpose: Purpose,
    validators: Validators | null,
    signal: AbortSignal,
  ): Promise<WebRequest> {
    const url = this.parts.feeds.urlOf(feedId);
    if (url === null) throw noSuchFeed();
    return { ...(await this.#own(feedId, url)), url, purpose, validators, signal };
  }

  /**
   * The page of one of the feed's articles. What is meant for the feed's own server goes to no other,
   * and what came out of a feed leads to no private network but the one that it lies on itself.
   *
   * @param url came out of the feed.
   * @throws as `build`.
   */
  async buildPage(feedId: FeedId, url: string, signal: AbortSignal): Promise<WebRequest> {
    const feedUrl = this.parts.feeds.urlOf(feedId);
    if (feedUrl === null) throw noSuchFeed();
    const asked = { url: withoutCredentials(url).url, purpose: 'page', validators: null } as const;
    if (new URL(feedUrl).origin === new URL(url).origin) {
      return { ...(await this.#own(feedId, feedUrl)), ...asked, signal };
    }
    const { userAgent } = this.parts.settings.read(feedId);
    const nothingOfOwn = { privateOrigin: null, credentials: null, headers: [] };
    return { ...nothingOfOwn, userAgent, ...asked, signal };
  }

  /** What is meant for the server of a feed alone. */
  async #own(feedId: FeedId, url: string): Promise<OwnRequest> {
    const { settings, secrets } = this.parts;
    const { allowsPrivate, userAgent } = settings.read(feedId);
    const { credentials, header, isLost } = await secrets.of(feedId, url);
    if (isLost) throw lostSecrets(url);
    const privateOrigin = allowsPrivate ? new URL(url).origin : null;
    return { privateOrigin, credentials, userAgent, headers: header === null ? [] : [header] };
  }
}
