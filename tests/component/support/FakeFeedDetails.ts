/** The part of the fake library that knows one feed in detail. */
import type { Handlers } from '../../../src/shared/contract/index';
import { ReaderError } from '../../../src/shared/errors';
import type { Feed, FeedDetails, FeedSettings, SignIn } from '../../../src/shared/model';
import { aLedger, someSettings } from './builders';
import type { FakeLibrary } from './FakeLibrary';

type DetailHandlers = Pick<
  Handlers<'engine'>,
  'feeds.details' | 'feeds.configure' | 'feeds.signIn' | 'feeds.allowPrivate' | 'feeds.merge'
>;

export class FakeFeedDetails {
  ledger = aLedger();
  fullTexts = { kept: 3, waiting: 1, failed: 0 };
  /** False on a system that has no safe for passwords. */
  hasSafe = true;
  /** The password the servers take. */
  password = 'right';
  readonly settings = new Map<Feed['id'], FeedSettings>();
  readonly #signedIn = new Set<Feed['id']>();

  constructor(private readonly library: FakeLibrary) {}

  handlers(): DetailHandlers {
    return {
      'feeds.details': ({ feedId }) => this.#details(feedId),
      'feeds.configure': ({ feedId, change: { url, ...change } }) => {
        const settings = { ...this.#settingsOf(feedId), ...change } as FeedSettings;
        this.settings.set(feedId, settings);
        const { isPaused } = settings;
        this.#changeFeed(feedId, url === undefined ? { isPaused } : { isPaused, url });
        return this.#details(feedId);
      },
      'feeds.signIn': ({ feedId, signIn }) => {
        this.#signIn(feedId, signIn);
        return this.#details(feedId);
      },
      'feeds.allowPrivate': ({ feedIds }) => {
        for (const id of feedIds) this.#changeFeed(id, { failure: null });
        return {};
      },
      'feeds.merge': ({ feedId, into }) => {
        const { library } = this;
        library.feeds = library.feeds.filter(({ id }) => id !== feedId);
        this.#tellFeedsChanged();
        return { title: this.#feed(into).title };
      },
    };
  }

  #signIn(id: Feed['id'], signIn: SignIn | null): void {
    if (signIn === null) this.#signedIn.delete(id);
    else if (signIn.password !== this.password) {
      throw new ReaderError('sign-in', 'refused', { host: 'feed1.example' });
    } else this.#signedIn.add(id);
  }

  #details(id: Feed['id']): FeedDetails {
    const hasCredentials = this.#signedIn.has(id);
    const settings = this.#settingsOf(id);
    return {
      feed: this.#feed(id),
      settings,
      fullTexts: settings.fullText ? this.fullTexts : null,
      ledger: this.ledger,
      hasCredentials,
      credentialsAreTemporary: hasCredentials && !this.hasSafe,
    };
  }

  #settingsOf(id: Feed['id']): FeedSettings {
    return this.settings.get(id) ?? someSettings({ isPaused: this.#feed(id).isPaused });
  }

  #feed(id: Feed['id']): Feed {
    const feed = this.library.feeds.find((candidate) => candidate.id === id);
    if (feed === undefined) throw new ReaderError('not-found', 'no such feed');
    return feed;
  }

  #changeFeed(id: Feed['id'], change: Partial<Feed>): void {
    const { library } = this;
    library.feeds = library.feeds.map((feed) => (feed.id === id ? { ...feed, ...change } : feed));
    this.#tellFeedsChanged();
  }

  #tellFeedsChanged(): void {
    this.library.emit({ name: 'feeds.changed', payload: {} });
  }
}
