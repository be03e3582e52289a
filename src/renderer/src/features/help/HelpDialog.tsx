import type { ReactNode } from 'react';
import { COMMAND_GROUPS, COMMANDS } from '../../../../shared/commands';
import { Dialog } from '../../ui/Dialog';
import { KeyHint } from '../../ui/KeyHint';
import './help.css';

/** Every command with its keys, drawn from the one table of commands. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactNode {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className="help-groups">
        {COMMAND_GROUPS.map((group) => (
          <section key={group} aria-label={group} className="help-group">
            <h3>{group}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group).map((command) => (
                <div key={command.id} className="help-command">
                  <dt>{command.title}</dt>
                  <dd>
                    {command.keys.length === 0
                      ? 'in the menu'
                      : command.keys.map((keys) => <KeyHint key={keys} keys={keys} />)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
