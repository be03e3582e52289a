/** Many ids in few bytes: in ascending order, each as its distance from the one before. */

/**
 * @param ids positive safe integers in any order, each once.
 * @returns LEB128, seven bits a byte, the lowest first; the eighth says that more follow.
 */
export function packIds(ids: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  let before = 0;
  for (const id of Float64Array.from(ids).sort()) {
    let rest = id - before;
    before = id;
    // Not with bits: those of JavaScript end at 32.
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
    bytes.push(rest);
  }
  return Uint8Array.from(bytes);
}

/** @returns the ids in ascending order. */
export function unpackIds(packed: Uint8Array): number[] {
  const ids: number[] = [];
  let id = 0;
  let unit = 1;
  for (const byte of packed) {
    id += (byte % 128) * unit;
    unit *= 128;
    if (byte > 127) continue;
    ids.push(id);
    unit = 1;
  }
  return ids;
}
