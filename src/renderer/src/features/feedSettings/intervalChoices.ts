import { formatMinutes } from '../../ui/formatAmount';

/** Minutes between two requests that are offered, from half an hour to a day. */
const OFFERED: readonly number[] = [30, 60, 120, 240, 480, 720, 1440];

export interface IntervalChoice {
  /** Null for the feed's own rhythm. */
  readonly minutes: number | null;
  readonly label: string;
}

/** "Every 30 minutes", "Every hour", "Once a day". */
function labelOf(minutes: number): string {
  if (minutes === 1440) return 'Once a day';
  return minutes === 60 ? 'Every hour' : `Every ${formatMinutes(minutes)}`;
}

/** The choices in order; one that was set otherwise, by an import say, stands among them. */
export function intervalChoices(current: number | null): readonly IntervalChoice[] {
  const minutes = current === null || OFFERED.includes(current) ? OFFERED : [...OFFERED, current];
  const ordered = minutes.toSorted((one, other) => one - other);
  return [
    { minutes: null, label: 'At the feed’s own rhythm' },
    ...ordered.map((choice) => ({ minutes: choice, label: labelOf(choice) })),
  ];
}
