/** Words a practised reader takes in per minute. */
const WORDS_PER_MINUTE = 230;

/** "6 min", or null for an article too short to say. */
export function readingTime(wordCount: number): string | null {
  if (wordCount === 0) return null;
  return `${String(Math.max(1, Math.round(wordCount / WORDS_PER_MINUTE)))} min`;
}
