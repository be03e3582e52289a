/** What a key press means, by the one table of commands. */
import { COMMANDS, type CommandId } from '../../../../shared/commands';

/** The part of a `KeyboardEvent` that decides. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'getModifierState'
>;

const bindings: ReadonlyMap<string, CommandId> = new Map(
  COMMANDS.flatMap((command) => command.keys.map((keys) => [keys, command.id] as const)),
);
/** The first keys of those commands that take two, one after the other. */
const chordStarts: ReadonlySet<string> = new Set(
  [...bindings.keys()].filter((keys) => keys.includes(' ')).map((keys) => keys.split(' ')[0] ?? ''),
);

const LATIN_LETTER = /^[a-z]$/i;

/**
 * The letter that is meant. On a Cyrillic, Greek or Hebrew layout the key has a letter of its own,
 * so its place on the keyboard counts. On Latin ones, such as Dvorak, the letter itself does.
 */
function letterOf({ key, code }: KeyPress): string | null {
  if (LATIN_LETTER.test(key)) return key;
  const isOtherLetter = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return isOtherLetter ? (/^Key([A-Z])$/.exec(code)?.[1] ?? null) : null;
}

/** The press in the writing of the command table: `j`, `R`, `?`, `Shift+Space`, `Mod+N`. */
function writingOf(press: KeyPress, isApple: boolean): string | null {
  const isMod = isApple ? press.metaKey : press.ctrlKey;
  const isForeignModifier = isApple ? press.ctrlKey : press.metaKey;
  // AltGr types characters, and on Windows it looks like Ctrl and Alt together.
  const isAltGraph = press.getModifierState('AltGraph');
  if (!isAltGraph && (press.altKey || isForeignModifier)) return null;
  const mod = isMod && !isAltGraph ? 'Mod+' : '';

  const letter = letterOf(press);
  if (letter !== null) {
    // Shift decides, not the case of the letter: Caps Lock must not turn `r` into `R`.
    if (mod === '') return press.shiftKey ? letter.toUpperCase() : letter.toLowerCase();
    return `${mod}${press.shiftKey ? 'Shift+' : ''}${letter.toUpperCase()}`;
  }
  const key = press.key === ' ' ? 'Space' : press.key;
  // A character such as `?` needs Shift on some layouts and not on others.
  const shift = press.shiftKey && key.length > 1 ? 'Shift+' : '';
  return `${mod}${shift}${key}`;
}

/** What a key press means: a command, the first of two keys, or nothing. */
export type KeyMeaning = { readonly command: CommandId } | { readonly chordStart: string } | null;

/** @param chordStart the key pressed just before, where that was the first of two. */
export function meaningOfKey(
  press: KeyPress,
  isApple: boolean,
  chordStart: string | null = null,
): KeyMeaning {
  const writing = writingOf(press, isApple);
  if (writing === null) return null;
  const command =
    (chordStart === null ? undefined : bindings.get(`${chordStart} ${writing}`)) ??
    // A first key that leads nowhere is forgotten, and the second counts by itself.
    bindings.get(writing);
  if (command !== undefined) return { command };
  return chordStarts.has(writing) ? { chordStart: writing } : null;
}
