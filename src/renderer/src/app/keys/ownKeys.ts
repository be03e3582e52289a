/**
 * Elements that need a key for themselves. Written without `instanceof`, because elements of the
 * article frame belong to another window with classes of its own.
 */
const TYPING =
  'input:not([type=radio], [type=checkbox], [type=button], [type=submit]), textarea, select, [contenteditable]:not([contenteditable=false])';
const PRESSED_BY_KEY: Readonly<Record<string, string>> = {
  Enter: 'button, a[href], summary, [role=menuitem]',
  // Not a link, which keeps the focus after a click: Space must go on to page the article.
  ' ': 'button, summary, [role=menuitem]',
};

function isElement(target: EventTarget | null): target is Element {
  return target !== null && 'closest' in target;
}

/** True where a person types, so that no letter may be a command. */
export function isTyping(target: EventTarget | null): boolean {
  return isElement(target) && target.closest(TYPING) !== null;
}

/** True when the key would press what has the focus, such as Enter on a link. */
export function pressesFocused(event: Pick<KeyboardEvent, 'key' | 'target'>): boolean {
  const pressed = PRESSED_BY_KEY[event.key];
  if (pressed === undefined) return false;
  return isElement(event.target) && event.target.closest(pressed) !== null;
}
