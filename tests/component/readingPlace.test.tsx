import { act } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { keepReadingPlace } from '../../src/renderer/src/app/readingPlace';
import { placeOf, rememberPlace } from '../../src/renderer/src/features/reading/articleScroll';
import { useUiStore } from '../../src/renderer/src/state/uiStore';
import type { ArticleId, FeedId } from '../../src/shared/model';

const article = 7 as ArticleId;

beforeEach(() => {
  sessionStorage.clear();
  useUiStore.setState(useUiStore.getInitialState(), true);
});

test('a page that is loaded again goes on in the same view, with the same article, as far down', () => {
  keepReadingPlace();
  act(() => {
    useUiStore.getState().openView({ kind: 'feed', feedId: 3 as FeedId });
    useUiStore.getState().selectArticle(article);
    useUiStore.getState().showPane('article');
  });
  rememberPlace(article, 640);
  // Of an article that is not open nothing is kept.
  rememberPlace(8 as ArticleId, 99);

  // The page after it begins with nothing but what was kept.
  const kept = sessionStorage.getItem('reading-place')!;
  useUiStore.setState(useUiStore.getInitialState(), true);
  rememberPlace(article, 0);
  sessionStorage.setItem('reading-place', kept);
  keepReadingPlace();
  expect(useUiStore.getState()).toMatchObject({
    view: { kind: 'feed', feedId: 3 },
    selectedArticleId: article,
    pane: 'article',
  });
  expect(placeOf(article)).toBe(640);
});

test('a first page begins as always', () => {
  keepReadingPlace();
  expect(useUiStore.getState()).toMatchObject({
    view: { kind: 'unread' },
    selectedArticleId: null,
  });
});
