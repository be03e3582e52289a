import type { Enclosure } from '../../../../shared/model';
import { formatBytes } from '../../ui/formatAmount';

const KINDS: Readonly<Record<string, string>> = {
  audio: 'audio',
  video: 'video',
  image: 'picture',
  text: 'text',
};

/** Longest name shown, in characters. */
const LONGEST_NAME = 80;

/** The name of the file an address leads to; the host where it leads to none. */
export function enclosureName({ url }: Enclosure): string {
  const address = URL.parse(url);
  if (address === null) return url.slice(0, LONGEST_NAME);
  const last = address.pathname.split('/').at(-1) ?? '';
  const name = last === '' ? address.host : decoded(last);
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** "audio, 34 MB": what is known of a file before it is fetched; empty when that is nothing. */
export function enclosureFacts({ type, length }: Enclosure): string {
  const [kind = '', format = ''] =
    (type ?? '').toLowerCase().split(';')[0]?.trim().split('/') ?? [];
  const words = KINDS[kind] ?? format.replace(/^x-/, '').toUpperCase();
  // Publishers write 0 or 1 where a length is demanded and not known.
  const size = length === null || length < 2 ? '' : formatBytes(length);
  return [words, size].filter((part) => part !== '').join(', ');
}
