import { useEffect, useState } from 'react';

/** True once something has taken long enough for a person to wonder. */
export function useIsSlow(isPending: boolean, delay = 300): boolean {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    if (!isPending) return;
    const timer = setTimeout(() => {
      setSlow(true);
    }, delay);
    return () => {
      clearTimeout(timer);
      setSlow(false);
    };
  }, [isPending, delay]);
  return isPending && isSlow;
}
