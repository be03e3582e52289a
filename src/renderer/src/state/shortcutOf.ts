import { COMMANDS, type CommandId } from '../../../shared/commands';
import { describeKey } from '../ui/describeKey';

/** The first key of a command, written for people; undefined when it has none. */
export function shortcutOf(id: CommandId): string | undefined {
  const key = COMMANDS.find((command) => command.id === id)?.keys[0];
  return key === undefined ? undefined : describeKey(key);
}
