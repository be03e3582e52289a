/** Cmd instead of Ctrl. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Shift: isApple ? '⇧' : 'Shift',
  Escape: 'Esc',
  Delete: 'Del',
};

/**
 * How keys of the command table are written for people: `Mod+N` as "Ctrl N", `R` as "Shift R", and two
 * in a row, `c p`, as "C then P".
 */
export function describeKey(keys: string): string {
  return keys.split(' ').map(describePress).join(' then ');
}

function describePress(keys: string): string {
  return keys
    .split('+')
    .flatMap((part, _index, parts) =>
      parts.length === 1 && /^[A-Z]$/.test(part) ? ['Shift', part] : [part],
    )
    .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(isApple ? '' : ' ');
}
