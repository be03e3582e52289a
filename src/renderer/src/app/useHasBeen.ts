import { useState } from 'react';

/** True once a condition has held. */
export function useHasBeen(condition: boolean): boolean {
  const [hasBeen, setHasBeen] = useState(condition);
  // Set while rendering, as React describes for state that follows from a prop.
  if (condition && !hasBeen) setHasBeen(true);
  return hasBeen || condition;
}
