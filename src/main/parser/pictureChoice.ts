/**
 * Which of a picture's addresses is the one to keep. A page offers the same picture in several sizes, and
 * pages that load pictures late keep its address where only their script looks for it.
 */
import { trimAddress } from './absoluteAddress';
import { sourceSetCandidates } from './sourceSet';

/** The value of an attribute, with its references decoded; null where there is none. */
export type Attribute = (name: string) => string | null;

/** Pixels: a column of 66 letters is up to 700 wide, and a fine screen draws twice as many. */
const READING_WIDTH = 1400;
const READING_DENSITY = 2;

/** Where scripts that load pictures late look for the address: lazysizes, lozad, WordPress, Medium. */
export const LATE_ADDRESSES: readonly string[] = [
  'data-src',
  'data-lazy-src',
  'data-original',
  'data-hi-res-src',
  'data-li-src',
];
export const LATE_SETS: readonly string[] = ['data-srcset', 'data-lazy-srcset'];

/**
 * Reads the elements of one document in their order: a `<source>` counts for the next `<img>` only.
 */
export class PictureChoice {
  #isInPicture = false;
  #ofSources: string | null = null;

  /** Of any element; what is no picture's is passed by. */
  note(element: string, attribute: Attribute): void {
    if (element === 'picture') {
      this.#isInPicture = true;
      this.#ofSources = null;
    } else if (element === 'source' && this.#isInPicture) {
      // Browsers take the first that suits, and the best format stands first.
      this.#ofSources ??=
        lateAddress(attribute) ?? bestOf(attribute('srcset') ?? '')?.address ?? null;
    }
  }

  /** @returns the address as it is written, or null for an image without any. */
  ofImage(attribute: Attribute): string | null {
    const ofSources = this.#ofSources;
    this.#isInPicture = false;
    this.#ofSources = null;
    const late = lateAddress(attribute);
    // What stands in `src` meanwhile is a blank or a blurred picture.
    if (late !== null) return late;
    const source = trimAddress(attribute('src') ?? '');
    const best = bestOf(attribute('srcset') ?? '');
    const isMissing = source === '' || isData(source);
    if (best !== null && (isMissing || best.isLarger)) return best.address;
    if (isMissing && ofSources !== null) return ofSources;
    return source === '' ? null : source;
  }
}

function lateAddress(attribute: Attribute): string | null {
  for (const name of LATE_SETS) {
    const best = bestOf(attribute(name) ?? '');
    if (best !== null) return best.address;
  }
  for (const name of LATE_ADDRESSES) {
    const address = trimAddress(attribute(name) ?? '');
    if (looksLikeAddress(address)) return address;
  }
  return null;
}

interface Offer {
  readonly address: string;
  /** Of what a fine screen can show of it while one reads. */
  readonly share: number;
  /** It is said to be larger than what stands in `src`. */
  readonly isLarger: boolean;
}

/** The smallest that is sharp at reading width, else the largest. */
function bestOf(list: string): Offer | null {
  let best: Offer | null = null;
  for (const { from, to, description } of sourceSetCandidates(list)) {
    const address = list.slice(from, to);
    if (!looksLikeAddress(address)) continue;
    const offer = { address, ...sizeOf(description) };
    if (best === null || isBetter(offer.share, best.share)) best = offer;
  }
  return best;
}

function isBetter(share: number, than: number): boolean {
  return than >= 1 ? share >= 1 && share < than : share > than;
}

/** HTML, section 4.8.4.2.1: a width in pixels, or a density, which is 1 where nothing is said. */
function sizeOf(description: string): Pick<Offer, 'share' | 'isLarger'> {
  const [, number, unit] = /^(\d{1,6}(?:\.\d{1,6})?)([wx])(?:\s|$)/.exec(description) ?? [];
  const value = number === undefined ? 1 : Number(number);
  return unit === 'w'
    ? { share: value / READING_WIDTH, isLarger: true }
    : { share: value / READING_DENSITY, isLarger: value > 1 };
}

const isData = (address: string): boolean => /^data:/i.test(address);

/** An address of the web; scripts keep other things in such attributes as well. */
function looksLikeAddress(address: string): boolean {
  if (address === '' || /[\s<>{}]/.test(address)) return false;
  if (/^https?:\/\//i.test(address)) return true;
  return !/^[a-z][a-z0-9+.-]*:/i.test(address) && /[./]/.test(address);
}
