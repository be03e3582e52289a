import type { CommandId } from '../../../../shared/commands';
import type { RunCommand } from '../../state/commandContext';
import type { Chord } from './chord';
import { meaningOfKey } from './meaningOfKey';
import { isTyping, pressesFocused } from './ownKeys';

/** Commands that make sense many times a second. */
const REPEATABLE: ReadonlySet<CommandId> = new Set<CommandId>([
  'nav.nextArticle',
  'nav.prevArticle',
  'nav.pageOrNextUnread',
  'nav.pageUp',
]);
/** Keys that are held while another is pressed, and so end no chord. */
const HELD: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph']);

function isComposing(event: KeyboardEvent): boolean {
  // The key that begins a composition says so only by this number.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  return event.isComposing || event.keyCode === 229;
}

/** Runs the command of a key press, unless the press belongs to something else. */
export function handleKey(
  event: KeyboardEvent,
  situation: { readonly isApple: boolean; readonly isDialogOpen: boolean; readonly chord: Chord },
  run: RunCommand,
): void {
  const { isApple, isDialogOpen, chord } = situation;
  if (HELD.has(event.key)) return;
  const chordStart = chord.take();
  if (event.defaultPrevented || isComposing(event)) return;
  // A dialog closes by Escape by itself, and no other key reaches past it.
  if (isDialogOpen) return;
  const meaning = meaningOfKey(event, isApple, chordStart);
  if (meaning === null || isTyping(event.target) || pressesFocused(event)) return;
  event.preventDefault();
  if ('chordStart' in meaning) {
    if (!event.repeat) chord.begin(meaning.chordStart);
    return;
  }
  if (event.repeat && !REPEATABLE.has(meaning.command)) return;
  run(meaning.command, event.repeat);
}
