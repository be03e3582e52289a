/** Builds what is asked of a feed's server, with what the reader set for that feed. */
import type { FeedId } from '../../shared/model';
import { noSuchFeed } from '../core/feedErrors';
import type { FeedSettingsStore, FeedStore, Purpose, Validators, WebRequest } from '../core/ports';
import { lostSecrets, type FeedSecrets } from './feedSecrets';

export interface FeedRequestsParts {
  readonly feeds: FeedStore;
  readonly settings: FeedSettingsStore;
  readonly secrets: FeedSecrets;
}

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
    const { feeds, settings, secrets } = this.parts;
    const url = feeds.urlOf(feedId);
    if (url === null) throw noSuchFeed();
    const { allowsPrivate, userAgent } = settings.read(feedId);
    const { credentials, header, isLost } = await secrets.of(feedId, url);
    if (isLost) throw lostSecrets(url);
    return {
      url,
      purpose,
      validators,
      privateOrigin: allowsPrivate ? new URL(url).origin : null,
      credentials,
      userAgent,
      headers: header === null ? [] : [header],
      signal,
    };
  }
}
