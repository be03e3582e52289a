import type { RefObject } from 'react';
import type { ArticlePaneHandle } from '../../features/articles/ArticlePane';
import type { ArticleFrameHandle } from '../../features/reading/ArticleFrame';
import type { SearchBoxHandle } from '../../features/search/SearchBox';

/** What commands need of the panes themselves: focus, paging, more rows. */
export interface PaneHandles {
  readonly list: RefObject<ArticlePaneHandle | null>;
  readonly article: RefObject<ArticleFrameHandle | null>;
  readonly search: RefObject<SearchBoxHandle | null>;
}
