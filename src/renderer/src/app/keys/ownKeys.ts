/**
 * Elements that need a key for themselves. Written without `instanceof`, because elements of the
 * article frame belong to another window with classes of its own.
 */
const TYPING =
  'input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])';
const PRESSED_BY_KEY = 'button, a[href], summary, [role=menuitem]';

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}

/** True where a person types, so that no letter may be a command. */
export function isTyping(target: EventTarget | null): boolean {
  return isElement(target) && target.closest(TYPING) !== null;
}

/** True when the key would press what has the focus, such as Enter on a link. */
export function pressesFocused(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  return isElement(event.target) && event.target.closest(PRESSED_BY_KEY) !== null;
}
