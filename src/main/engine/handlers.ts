/** Method name to service call, one line each. */
import type { Handlers } from '../../shared/contract/index';
import type { SettingsStore } from '../core/ports';
import type { ArticleService } from '../services/articleService';
import type { CollectionService } from '../services/collectionService';
import type { FeedService } from '../services/feedService';
import type { RefreshService } from '../services/refreshService';

export interface Services {
  readonly feeds: FeedService;
  readonly articles: ArticleService;
  readonly collections: CollectionService;
  readonly refresh: RefreshService;
  readonly settings: SettingsStore;
}

export function createHandlers(services: Services): Handlers<'engine'> {
  const { feeds, articles, collections, refresh, settings } = services;
  return {
    'feeds.list': () => feeds.list(),
    'feeds.discover': async ({ address }) => ({ candidates: await feeds.discover(address) }),
    'feeds.subscribe': ({ url }) => feeds.subscribe(url),
    'feeds.unsubscribe': ({ feedId }) => feeds.unsubscribe(feedId),
    'feeds.restore': ({ feedId }) => {
      feeds.restore(feedId);
      return {};
    },
    'articles.list': (query) => articles.list(query),
    'articles.get': ({ id }) => articles.get(id),
    'articles.setRead': ({ ids, read }) => ({ changed: articles.setRead(ids, read) }),
    'articles.setBookmarked': ({ id, bookmarked }) => ({
      changed: articles.setBookmarked(id, bookmarked),
    }),
    'articles.counts': () => articles.counts(),
    'refresh.start': ({ scope }) => refresh.start(scope),
    'refresh.cancel': ({ runId }) => ({ cancelled: refresh.cancel(runId) }),
    'refresh.status': () => refresh.status(),
    'opml.import': ({ text }) => collections.importOpml(text),
    'sample.add': () => collections.addSample(),
    'settings.get': () => settings.read(),
    'settings.update': ({ change }) => settings.write(change),
  };
}
