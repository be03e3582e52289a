/** Waits for something that may fail or never come. */

/**
 * @param ms milliseconds to wait.
 * @returns what the work resolves with, or `otherwise` when it fails or takes longer.
 */
export function settleWithin<T>(work: Promise<T>, ms: number, otherwise: T): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      resolve(otherwise);
    }, ms);
    void work
      .catch(() => otherwise)
      .then((value) => {
        clearTimeout(timer);
        resolve(value);
      });
  });
}
