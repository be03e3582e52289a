import type { ReactNode } from 'react';
import type { Completion } from './completions';

/** Element id of an offer, for `aria-activedescendant`. */
export function completionId(list: string, index: number): string {
  return `${list}-${String(index)}`;
}

/** What may be meant; the box keeps the focus and handles the keys. */
export function CompletionList({
  id,
  completions,
  active,
  onChoose,
}: {
  id: string;
  completions: readonly Completion[];
  /** Which one the keys have come to; -1 for none. */
  active: number;
  onChoose: (completion: Completion) => void;
}): ReactNode {
  return (
    <div aria-label="What may be meant" className="completions" id={id} role="listbox">
      {completions.map((completion, index) => (
        // The box has the focus and the keys.
        // eslint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
        <div
          key={completion.label}
          aria-selected={index === active}
          className="completion"
          id={completionId(id, index)}
          role="option"
          onClick={() => {
            onChoose(completion);
          }}
          onMouseDown={(event) => {
            // The focus stays in the box.
            event.preventDefault();
          }}
        >
          <bdi className="completion-label">{completion.label}</bdi>
          <span className="completion-hint">{completion.hint}</span>
        </div>
      ))}
    </div>
  );
}
