import type { ReactNode } from 'react';
import { ProgressBar } from '../../ui/ProgressBar';

/** What a form is doing, or why it could not do it; space is kept, so that nothing jumps. */
export function FormStatus({
  id,
  problem,
  progress,
}: {
  id: string;
  problem: string | null;
  progress: string | null;
}): ReactNode {
  return (
    <div className="form-status" id={id}>
      <p className="form-problem" role="alert">
        {problem}
      </p>
      {progress !== null && (
        <>
          <p role="status">{progress}</p>
          <ProgressBar label={progress} />
        </>
      )}
    </div>
  );
}
