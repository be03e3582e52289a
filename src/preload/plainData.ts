/**
 * True when a value is made of plain objects, arrays and simple values only.
 *
 * A page's object that has a key `__proto__` of its own arrives here, through the context bridge of
 * Electron before 39.8.9, as an object with another prototype and without that key
 * (CVE-2026-70610); sent on, it would look like the harmless object it is not. `Map`, `Date` and
 * the like lose their contents in the same way when a schema looks at them.
 */
export function isPlainData(value: unknown): boolean {
  const seen = new Set<object>();
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'function' || typeof next === 'symbol') return false;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    const prototype: unknown = Object.getPrototypeOf(next);
    if (prototype !== Object.prototype && prototype !== Array.prototype) return false;
    seen.add(next);
    for (const part of Object.values(next)) waiting.push(part);
  }
  return true;
}
