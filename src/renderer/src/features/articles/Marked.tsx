import { Fragment, type ReactNode } from 'react';
import type { TextRange } from '../../../../shared/search';

/** Plain text in which some ranges are marked. What is foreign in it stays text. */
export function Marked({
  text,
  marks,
}: {
  text: string;
  /** In order and apart from each other. */
  marks: readonly TextRange[];
}): ReactNode {
  if (marks.length === 0) return text;
  return marks.map(({ start, end }, index) => (
    <Fragment key={start}>
      {text.slice(marks[index - 1]?.end ?? 0, start)}
      <mark>{text.slice(start, end)}</mark>
      {index === marks.length - 1 && text.slice(end)}
    </Fragment>
  ));
}
