import { useEffect, useImperativeHandle, useRef, useState, type ReactNode, type Ref } from 'react';
import type { Article } from '../../../../shared/model';
import { FrameController } from './FrameController';
import { FRAME_SHELL } from './frameShell';

export interface ArticleFrameHandle {
  focus: () => void;
  /** Turns a page; false at the end of the article, or while there is none. */
  page: (direction: 1 | -1) => boolean;
}

/**
 * The article, in a frame without scripts. The frame keeps our origin so that the window can fill
 * it, hear its keys and scroll it. Clicks are not listened to: a link asks for a window, which the
 * shell refuses and opens outside; without `allow-popups` a plain click would not get that far.
 */
export function ArticleFrame({
  article,
  onKeyDown,
  ref,
}: {
  article: Article;
  /** Must stay the same function: the frame's document is told about it once. */
  onKeyDown: (event: KeyboardEvent) => void;
  ref: Ref<ArticleFrameHandle>;
}): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const [controller] = useState(() => new FrameController(onKeyDown));
  // Until then the frame has a page without styles, or one without even a body.
  const isLoaded = useRef(false);

  const show = () => {
    const page = frame.current?.contentDocument;
    if (page != null && isLoaded.current) controller.show(page, line.current, article);
  };

  // Marks change the article object too; only what is drawn is a reason to draw again.
  const { id, html, images, title, categories, enclosures, commentsUrl, updatedAt } = article;
  useEffect(() => {
    show();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, html, images, title, categories, enclosures, commentsUrl, updatedAt]);

  useImperativeHandle(ref, () => ({
    focus: () => {
      controller.focus();
    },
    page: (direction) => controller.turn(direction),
  }));

  return (
    <div className="article-frame-box">
      <div ref={line} aria-hidden="true" className="reading-progress" />
      <iframe
        ref={frame}
        className="article-frame"
        referrerPolicy="no-referrer"
        sandbox="allow-same-origin allow-popups"
        srcDoc={FRAME_SHELL}
        title={`Article: ${title}`}
        onLoad={() => {
          isLoaded.current = true;
          show();
        }}
      />
    </div>
  );
}
