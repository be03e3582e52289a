import type { ReactNode } from 'react';
import { useRunCommand } from '../../state/commandContext';
import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';

/** Why there is no article to see, with the way back that its toolbar would have had. */
export function ArticleTrouble({
  title,
  sentence,
  hasBack,
}: {
  title: string;
  sentence: string;
  hasBack: boolean;
}): ReactNode {
  const run = useRunCommand();
  return (
    <EmptyState title={title}>
      <p>{sentence}</p>
      {hasBack && (
        <Button
          onClick={() => {
            run('nav.backOrClose');
          }}
        >
          Back to the list
        </Button>
      )}
    </EmptyState>
  );
}
