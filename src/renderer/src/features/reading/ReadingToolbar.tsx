import type { ReactNode } from 'react';
import type { Article } from '../../../../shared/model';
import type { CommandId } from '../../../../shared/commands';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { IconButton } from '../../ui/Button';
import type { IconName } from '../../ui/Icon';
import { Toolbar } from '../../ui/Toolbar';

/** What can be done with the open article; each button is a command with a key. */
export function ReadingToolbar({
  article,
  hasBack,
}: {
  article: Article;
  hasBack: boolean;
}): ReactNode {
  const run = useRunCommand();
  const { isRead, isBookmarked, url } = article;
  const button = (id: CommandId, icon: IconName, label: string, isPressed?: boolean) => (
    <IconButton
      disabled={id === 'article.openOriginal' && url === null}
      aria-pressed={isPressed}
      icon={icon}
      label={label}
      shortcut={shortcutOf(id)}
      onClick={() => {
        run(id);
      }}
    />
  );
  return (
    <Toolbar className="reading-toolbar" label="Article">
      {hasBack && button('nav.backOrClose', 'back', 'Back to the list')}
      {button('nav.prevArticle', 'previous', 'Previous article')}
      {button('nav.nextArticle', 'next', 'Next article')}
      <span className="reading-toolbar-gap" />
      {button('article.toggleRead', isRead ? 'markRead' : 'markUnread', 'Read', isRead)}
      {button(
        'article.bookmark',
        isBookmarked ? 'bookmarked' : 'bookmark',
        'Bookmark',
        isBookmarked,
      )}
      {button('article.openOriginal', 'external', 'Open the original')}
    </Toolbar>
  );
}
