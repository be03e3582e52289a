/** Method name to service call, one line each. */
import type { Handlers } from '../../shared/contract/index';
import type { SettingsStore } from '../core/ports';
import type { Services as AllServices } from './createServices';

type Served =
  | 'feeds'
  | 'feedSettings'
  | 'merge'
  | 'articles'
  | 'marks'
  | 'pages'
  | 'collections'
  | 'refresh'
  | 'search'
  | 'library';

export interface Services extends Pick<AllServices, Served> {
  readonly settings: SettingsStore;
}

export function createHandlers(services: Services): Handlers<'engine'> {
  const { feeds, feedSettings, merge, articles, marks, pages, collections } = services;
  const { refresh, search, library, settings } = services;
  return {
    'feeds.list': () => feeds.list(),
    'feeds.discover': async (typed) => ({ candidates: await feeds.discover(typed) }),
    'feeds.subscribe': (typed) => feeds.subscribe(typed),
    'feeds.unsubscribe': ({ feedId }) => feeds.unsubscribe(feedId),
    'feeds.restore': ({ feedId }) => {
      feeds.restore(feedId);
      return {};
    },
    'feeds.details': ({ feedId }) => feedSettings.details(feedId),
    'feeds.configure': ({ feedId, change }) => feedSettings.configure(feedId, change),
    'feeds.signIn': ({ feedId, signIn }) => feedSettings.signIn(feedId, signIn),
    'feeds.allowPrivate': ({ feedIds }) => {
      feedSettings.allowPrivate(feedIds);
      return {};
    },
    'feeds.merge': ({ feedId, into }) => merge.merge(feedId, into),
    'articles.list': (query) => articles.list(query),
    'articles.next': (query) => articles.next(query),
    'articles.get': ({ id }) => articles.get(id),
    'articles.setRead': ({ ids, read }) => ({ changed: articles.setRead(ids, read) }),
    'articles.markRead': (range) => marks.markRead(range),
    'articles.undoMark': (mark) => marks.undoMark(mark),
    'articles.lastMark': () => marks.last(),
    'articles.setBookmarked': ({ id, bookmarked }) => ({
      changed: articles.setBookmarked(id, bookmarked),
    }),
    'articles.counts': () => articles.counts(),
    'pages.save': (typed) => pages.save(typed),
    'search.articles': (query) => search.search(query),
    'search.status': () => search.status(),
    'refresh.start': ({ scope }) => refresh.start(scope),
    'refresh.cancel': ({ runId }) => ({ cancelled: refresh.cancel(runId) }),
    'refresh.status': () => refresh.status(),
    'opml.import': ({ text }) => collections.importOpml(text),
    'sample.add': () => collections.addSample(),
    'library.state': () => library.state(),
    'library.dismissRecovery': () => {
      library.dismissRecovery();
      return {};
    },
    'settings.get': () => settings.read(),
    'settings.update': ({ change }) => settings.write(change),
  };
}
