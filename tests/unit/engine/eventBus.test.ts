import { expect, test } from 'vitest';
import { EventBus } from '../../../src/main/engine/eventBus';
import type { ReaderEvent } from '../../../src/shared/contract/events';
import { FeedId } from '../../../src/shared/model';

test('a feed removed while its articles come in is told as removed', () => {
  const told: ReaderEvent[] = [];
  const changes = new EventBus({
    publish: (event) => told.push(event),
    counts: () => ({ unreadByFeed: [], unread: 0, bookmarked: 0 }),
    log: console,
  });
  const feedId = FeedId.parse(1);
  changes.articlesChanged({ feedId, added: 25, removed: false });
  changes.articlesChanged({ feedId, added: 0, removed: true });
  changes.articlesChanged({ feedId, added: 25, removed: false });
  changes.flush();
  expect(told).toContainEqual({
    name: 'articles.changed',
    payload: { changes: [{ feedId, added: 50, removed: true }] },
  });
});
