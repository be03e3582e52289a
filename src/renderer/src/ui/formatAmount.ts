/** Amounts as people say them, rounded to what one wants to know. */
const UNITS = ['KB', 'MB', 'GB', 'TB'] as const;

/** "820 bytes", "12 KB", "1.2 MB": thousands, as every system's file manager but one counts. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${String(bytes)} bytes`;
  let amount = bytes / 1000;
  let unit = 0;
  // 999.5 would be written as 1000.
  while (amount >= 999.5 && unit < UNITS.length - 1) {
    amount /= 1000;
    unit += 1;
  }
  const digits = amount < 9.95 ? 1 : 0;
  return `${amount.toFixed(digits).replace(/\.0$/, '')} ${UNITS[unit] ?? ''}`;
}

/** "1 article", "1,234 articles". */
export const formatCount = (number: number, one: string): string =>
  `${number.toLocaleString('en')} ${one}${number === 1 ? '' : 's'}`;

/** "30 minutes", "3 hours", "2 days". @param minutes at least 1. */
export function formatMinutes(minutes: number): string {
  if (minutes < 90) return minutes === 60 ? '1 hour' : formatCount(Math.round(minutes), 'minute');
  const hours = Math.round(minutes / 60);
  return hours < 48 ? formatCount(hours, 'hour') : formatCount(Math.round(hours / 24), 'day');
}
