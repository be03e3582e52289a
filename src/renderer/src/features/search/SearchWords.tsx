import type { ReactNode } from 'react';
import { useExplanation } from './useExplanation';
import { explanationWords } from './explanationWords';

/** Below the box: how what was typed is understood, and how it is told to those who do not see. */
export function SearchWords(): ReactNode {
  const explanation = useExplanation();
  return (
    <p className="search-words" dir="auto" role="status">
      {explanation !== null && explanationWords(explanation)}
    </p>
  );
}
