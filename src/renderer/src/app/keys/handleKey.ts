import type { CommandId } from '../../../../shared/commands';
import type { RunCommand } from '../../state/commandContext';
import { commandOfKey } from './commandOfKey';
import { isTyping, pressesFocused } from './ownKeys';

/** Commands that make sense many times a second. */
const REPEATABLE: ReadonlySet<CommandId> = new Set<CommandId>([
  'nav.nextArticle',
  'nav.prevArticle',
  'nav.pageOrNextUnread',
  'nav.pageUp',
]);

function isComposing(event: KeyboardEvent): boolean {
  // The key that begins a composition says so only by this number.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === 229;
}

/** Runs the command of a key press, unless the press belongs to something else. */
export function handleKey(
  event: KeyboardEvent,
  situation: { readonly isApple: boolean; readonly isDialogOpen: boolean },
  run: RunCommand,
): void {
  if (event.defaultPrevented || isComposing(event)) return;
  // A dialog closes by Escape by itself, and no other key reaches past it.
  if (situation.isDialogOpen) return;
  const command = commandOfKey(event, situation.isApple);
  if (command === null || isTyping(event.target) || pressesFocused(event)) return;
  event.preventDefault();
  if (event.repeat && !REPEATABLE.has(command)) return;
  run(command, event.repeat);
}
