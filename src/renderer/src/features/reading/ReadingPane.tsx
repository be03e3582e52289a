import type { Ref, ReactNode } from 'react';
import type { ArticleId } from '../../../../shared/model';
import { useArticle } from '../../api/articles';
import { sentenceFor } from '../../api/errorWords';
import { useUiStore } from '../../state/uiStore';
import { ProgressBar } from '../../ui/ProgressBar';
import { useIsSlow } from '../../ui/useIsSlow';
import { ArticleFrame, type ArticleFrameHandle } from './ArticleFrame';
import { ArticleTrouble } from './ArticleTrouble';
import { NothingOpen } from './NothingOpen';
import './reading.css';
import { ReadingToolbar } from './ReadingToolbar';

/** The third pane: the open article. */
export function ReadingPane({
  hasBack,
  onFrameKeyDown,
  ref,
}: {
  /** True where this pane stands alone and needs a way back. */
  hasBack: boolean;
  onFrameKeyDown: (event: KeyboardEvent) => void;
  ref: Ref<ArticleFrameHandle>;
}): ReactNode {
  const id = useUiStore((state) => state.selectedArticleId);
  if (id === null) return <NothingOpen />;
  return <OpenArticle ref={ref} hasBack={hasBack} id={id} onFrameKeyDown={onFrameKeyDown} />;
}

function OpenArticle({
  id,
  hasBack,
  onFrameKeyDown,
  ref,
}: {
  id: ArticleId;
  hasBack: boolean;
  onFrameKeyDown: (event: KeyboardEvent) => void;
  ref: Ref<ArticleFrameHandle>;
}): ReactNode {
  const query = useArticle(id);
  const isSlow = useIsSlow(query.isFetching);

  if (query.isError) {
    return (
      <ArticleTrouble
        hasBack={hasBack}
        sentence={sentenceFor(query.error)}
        title="This article could not be opened"
      />
    );
  }
  return (
    <>
      {isSlow && <ProgressBar label="Opening the article" />}
      {query.data !== undefined && (
        <>
          <ReadingToolbar article={query.data} hasBack={hasBack} />
          <ArticleFrame ref={ref} article={query.data} onKeyDown={onFrameKeyDown} />
        </>
      )}
    </>
  );
}
