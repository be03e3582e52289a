import type { ReactNode } from 'react';
import type { CommandId } from '../../../../shared/commands';
import { COMMANDS } from '../../../../shared/commands';
import { KeyHint } from '../../ui/KeyHint';

const HINTS: readonly [CommandId, string][] = [
  ['nav.nextUnread', 'next unread article'],
  ['nav.nextArticle', 'next article'],
  ['nav.pageOrNextUnread', 'page down, then next unread'],
  ['app.help', 'all keys'],
];

/** The empty reading pane says how to go on. */
export function NothingOpen(): ReactNode {
  return (
    <div className="nothing-open">
      <p className="nothing-open-mark" aria-hidden="true">
        ❦
      </p>
      <p className="nothing-open-title">Choose something to read</p>
      <dl>
        {HINTS.map(([id, words]) => (
          <div key={id}>
            <dt>
              <KeyHint keys={COMMANDS.find((command) => command.id === id)?.keys[0] ?? ''} />
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
