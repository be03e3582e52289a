/** Cmd instead of Ctrl. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent);

const NAMES: Readonly<Record<string, string>> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Shift: isApple ? '⇧' : 'Shift',
  Escape: 'Esc',
  Delete: 'Del',
};

/** How a key of the command table is written for people: `Mod+N` as "Ctrl N", `R` as "Shift R". */
export function describeKey(keys: string): string {
  return keys
    .split('+')
    .flatMap((part, _index, parts) =>
      parts.length === 1 && /^[A-Z]$/.test(part) ? ['Shift', part] : [part],
    )
    .map((part) => NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(isApple ? '' : ' ');
}
