/** Memory that forgets what is oldest. */

/**
 * Puts a value last, as the newest, and forgets the oldest beyond `most`.
 *
 * @param map in the order in which things were put into it, as every `Map` is.
 */
export function keepNewest<K, V>(map: Map<K, V>, key: K, value: V, most: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > most && oldest.done !== true) map.delete(oldest.value);
}
