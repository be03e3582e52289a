/**
 * Reads the dates that publishers write: RFC 822 and its relatives, ISO 8601 and its profiles, and
 * what programs and people make of them, in the languages in which feeds were seen to do so.
 */

/** Minutes east of Greenwich; what RFC 822 and common habit name. Names not listed count as UTC. */
const ZONES: ReadonlyMap<string, number> = new Map(Object.entries({
  ut: 0, utc: 0, gmt: 0, z: 0, wet: 0, west: 60, bst: 60, ist: 330, cet: 60, met: 60, mez: 60,
  cest: 120, mest: 120, mesz: 120, eet: 120, eest: 180, msk: 180, msd: 240, jst: 540, kst: 540,
  hkt: 480, sgt: 480, awst: 480, acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780,
  ast: -240, adt: -180, est: -300, edt: -240, et: -300, cst: -360, cdt: -300, ct: -360, mst: -420,
  mdt: -360, mt: -420, pst: -480, pdt: -420, pt: -480, akst: -540, akdt: -480, hst: -600,
  brt: -180, art: -180,
})); // prettier-ignore

/** The beginnings of the names of months, without accents: English first, then where others differ. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'gen', 'ian', 'янв', 'ιαν', 'sty', 'oca', 'led'],
  ['feb', 'fev', 'фев', 'φεβ', 'lut', 'sub', 'uno', 'fe'],
  ['mar', 'mrt', 'maer', 'мар', 'μαρ', 'marc', 'bre'],
  ['apr', 'abr', 'avr', 'апр', 'απρ', 'kwi', 'nis', 'dub', 'ap'],
  ['may', 'mai', 'maj', 'mag', 'mei', 'мая', 'май', 'μαι', 'mayi', 'kve', 'toukokuu'],
  ['jun', 'giu', 'juin', 'ιουν', 'июн', 'cze', 'haz', 'cer'],
  ['jul', 'lug', 'juil', 'ιουλ', 'июл', 'lip', 'tem', 'cvc'],
  ['aug', 'ago', 'aou', 'авг', 'αυγ', 'sie', 'srp', 'agu'],
  ['sep', 'set', 'сен', 'σεπ', 'wrz', 'eyl', 'zar', 'szept'],
  ['oct', 'okt', 'ott', 'out', 'окт', 'οκτ', 'paz', 'eki', 'rij'],
  ['nov', 'ноя', 'νοε', 'lis', 'kas'],
  ['dec', 'dic', 'dez', 'дек', 'δεκ', 'gru', 'ara', 'pro'],
];

interface Parts {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const TIME = /(?:^|[\sT,;-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?)?/i;
/** What may follow a time: `Z`, `+01:00`, `GMT+1`, `-0500`, or a name. */
const OFFSET = /^\s*(?:(?:GMT|UTC|UT|Z)?\s*([+-])\s*(\d{1,2}):?(\d{2})?|([A-Za-z]{1,5})\b)/;
const NUMERIC_OFFSET = /^\s*(?:GMT|UTC|UT|Z)?\s*[+-]\s*\d{1,2}:?(?:\d{2})?/i;

const ISO_DATE = /^([+-]?\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?=$|[T\s])/i;
const ISO_COMPACT = /^(\d{4})(\d{2})(\d{2})(?=$|[T\s]|\d{2,6}$)/i;
const ISO_ORDINAL = /^(\d{4})-?(\d{3})(?=$|T)/;
const ISO_WEEK = /^(\d{4})-?W(\d{2})(?:-?(\d))?(?=$|T)/i;
const SLASHED = /^(?:[^\d\s]+,?\s+)?(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})(?=$|[\sT,])/;
const EAST_ASIAN = /(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]/;

/**
 * A date without a time zone is taken for UTC, as feedparser takes it, and not for the time zone of
 * whoever reads it.
 *
 * @returns milliseconds since 1970, or null when it is no date.
 */
export function readPublishedDate(written: string): number | null {
  // Longer texts are no dates, whatever is in them.
  const text = written.trim().slice(0, 100);
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{13}$/.test(text)) return Number(text);
  const date = isoDate(text) ?? slashedDate(text) ?? namedDate(text);
  if (date === null || !isInCalendar(date)) return null;
  const midnight = Date.UTC(date.year, date.month - 1, date.day);
  if (date.year < 100) return null;
  const time = timeIn(text);
  return time === null ? null : midnight + time;
}

function isoDate(text: string): Parts | null {
  const week = ISO_WEEK.exec(text);
  if (week !== null) return dateOfWeek(Number(week[1]), Number(week[2]), Number(week[3] ?? 1));
  const compact = ISO_COMPACT.exec(text);
  if (compact !== null) return parts(compact[1], compact[2], compact[3]);
  const ordinal = ISO_ORDINAL.exec(text);
  if (ordinal !== null) return dateOfDay(Number(ordinal[1]), Number(ordinal[2]));
  const plain = ISO_DATE.exec(text);
  return plain === null ? null : parts(plain[1], plain[2] ?? '1', plain[3] ?? '1');
}

function dateOfDay(year: number, day: number): Parts | null {
  if (day < 1 || day > 366) return null;
  return partsOf(Date.UTC(year, 0, day));
}

/** ISO 8601: week 1 is the week with the 4th of January in it; weeks begin on Monday. */
function dateOfWeek(year: number, week: number, day: number): Parts | null {
  if (week < 1 || week > 53 || day < 1 || day > 7) return null;
  const weekday = new Date(Date.UTC(year, 0, 4)).getUTCDay() || 7;
  return partsOf(Date.UTC(year, 0, 4 - weekday + 1 + (week - 1) * 7 + day - 1));
}

function partsOf(time: number): Parts {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `2004/01/31`, `31.01.2004`, and `1/31/2004`, which Americans write. */
function slashedDate(text: string): Parts | null {
  const asian = EAST_ASIAN.exec(text);
  if (asian !== null) return parts(asian[1], asian[2], asian[3]);
  const found = SLASHED.exec(text);
  if (found === null) return null;
  const [whole, first = '', second = '', third = ''] = found;
  if (first.length === 4) return parts(first, second, third);
  const isDayFirst = whole.includes('.') || Number(first) > 12;
  return isDayFirst ? parts(third, second, first) : parts(third, first, second);
}

/** A date with the name of its month somewhere in it, and day and year around it. */
function namedDate(text: string): Parts | null {
  const withoutTime = dateAlone(text);
  const words = withoutTime.match(/\p{L}+/gu) ?? [];
  const named = words.map(monthOf).find((found) => found !== null);
  const month = named ?? null;
  if (month === null) return null;
  const numbers = withoutTime.match(/\d+/g)?.filter((number) => number.length <= 4) ?? [];
  const isYear = (number: string): boolean => number.length >= 3 || Number(number) > 31;
  const year = numbers.find(isYear) ?? numbers[1];
  const day = numbers.find((number) => number !== year) ?? numbers[0];
  if (year === undefined || day === undefined) return null;
  return parts(year, String(month), numbers.length < 2 ? '1' : day);
}

/** Without the time and its zone, whose numbers are neither day nor year. */
function dateAlone(text: string): string {
  const time = TIME.exec(text);
  if (time === null) return text;
  const rest = text.slice(time.index + time[0].length).replace(NUMERIC_OFFSET, ' ');
  return `${text.slice(0, time.index)} ${rest}`;
}

function monthOf(word: string): number | null {
  const plain = word.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
  if (plain.length < 3) return null;
  // The longest beginning decides, so that `juin` is not July.
  let best: { readonly month: number; readonly length: number } | null = null;
  MONTHS.forEach((names, index) => {
    for (const name of names) {
      if (name.length > 2 && plain.startsWith(name) && name.length > (best?.length ?? 0)) {
        best = { month: index + 1, length: name.length };
      }
    }
  });
  return (best as { readonly month: number } | null)?.month ?? null;
}

function parts(year = '', month = '', day = ''): Parts {
  return { year: wholeYear(year), month: Number(month), day: Number(day) };
}

/** RFC 2822, section 4.3: two digits below 50 are of this century, and three count from 1900. */
function wholeYear(year: string): number {
  const number = Number(year);
  if (year.length === 2) return number < 50 ? 2000 + number : 1900 + number;
  return year.length === 3 ? 1900 + number : number;
}

function isInCalendar({ year, month, day }: Parts): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** @returns milliseconds after midnight UTC, 0 for a date without a time, null for an impossible one. */
function timeIn(text: string): number | null {
  const compact = /T(\d{2})(\d{2})(\d{2})?(?=$|[Z+-])/.exec(text);
  const found = compact ?? TIME.exec(text);
  if (found === null) return 0;
  const [whole, hours = '0', minutes = '0', seconds = '0', fraction = '', half = ''] = found;
  let hour = Number(hours);
  if (/^p/i.test(half) && hour < 12) hour += 12;
  if (/^a/i.test(half) && hour === 12) hour = 0;
  const isMidnight = hour === 24 && Number(minutes) === 0;
  if ((hour > 23 && !isMidnight) || Number(minutes) > 59 || Number(seconds) > 60) return null;
  const milliseconds = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  const offset = offsetIn(text.slice(found.index + whole.length));
  return ((hour * 60 + Number(minutes) - offset) * 60 + Number(seconds)) * 1000 + milliseconds;
}

/** @returns minutes east of Greenwich. */
function offsetIn(rest: string): number {
  const found = OFFSET.exec(rest);
  if (found === null) return 0;
  const [, sign, hours = '0', minutes = '0', name] = found;
  if (name !== undefined) return ZONES.get(name.toLowerCase()) ?? 0;
  const offset = Number(hours) * 60 + Number(minutes);
  // No place is further from Greenwich than 14 hours.
  return offset > 14 * 60 ? 0 : sign === '-' ? -offset : offset;
}
