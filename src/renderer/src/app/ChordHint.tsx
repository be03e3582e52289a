import type { ReactNode } from 'react';
import { COMMANDS } from '../../../shared/commands';
import { useUiStore } from '../state/uiStore';
import { KeyHint } from '../ui/KeyHint';
import './chordHint.css';

/** After the first of two keys: what the second may be. */
export function ChordHint(): ReactNode {
  const start = useUiStore((state) => state.chordStart);
  const choices = COMMANDS.flatMap(({ id, title, keys }) => {
    const chord = start === null ? undefined : keys.find((each) => each.startsWith(`${start} `));
    return chord === undefined ? [] : [{ id, title, second: chord.split(' ')[1] ?? '' }];
  });
  return (
    <div aria-live="polite" className="chord-hint-region" role="status">
      {start !== null && (
        <div className="chord-hint">
          <KeyHint keys={start} />
          <dl>
            {choices.map(({ id, title, second }) => (
              <div key={id}>
                <dt>
                  <KeyHint keys={second} />
                </dt>
                <dd>{title}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </div>
  );
}
