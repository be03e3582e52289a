// @ts-check
// Articles that are the same in every run and behave like real ones: their lengths are those of 2,386 entries of real feeds, their
// words come as often as Zipf's law has it (the n-th most frequent word 1/n as often as the first), some always in the same company,
// as set phrases do. So texts pack to about 0.45 of their size and the index holds common, rare and unique words, as with language.

/**
 * Characters of HTML in an entry, at the quantiles 0, 0.05, 0.1, 0.2, … 1 of real feeds (those of at least eight entries with texts
 * of more than 60 characters). Between them it is taken to grow by equal factors. The longest hundredth is cut at 40,000.
 */
const lengths = /** @type {const} */ ([
  ...[[0, 20], [0.05, 68], [0.1, 106], [0.2, 152], [0.3, 190], [0.4, 217], [0.5, 331]],
  ...[[0.6, 580], [0.7, 1011], [0.8, 1876], [0.9, 3361], [0.95, 5893], [0.99, 18_330], [1, 40_000]],
]); // prettier-ignore
const vocabularySize = 20_000;
const phraseCount = 4000;
const charactersCount = 3000;
/** Of three picks one is a phrase; of three hundred words one is a name that hardly ever comes again. */
const phraseShare = 0.33;
const nameShare = 0.003;
/**
 * One feed in forty is written in Chinese characters, most words two of them long; it takes a third of the characters to say the same.
 */
const unspacedEvery = 40;
const unspacedShare = 1 / 3;
const unspacedWords = 8000;
/** The first of the characters is the most frequent one. */
const firstCharacter = 0x4e00;
const wordsPerParagraph = 55;
const syllables = [
  ...['ba', 'do', 'ka', 'lu', 'me', 'ni', 'po', 'ra', 'se', 'ti', 'vo', 'xe', 'ga', 'hi', 'ju', 'wo'],
  ...['an', 'el', 'in', 'or', 'un', 'ast', 'ent', 'ing', 'ion', 'ous', 'est', 'ard', 'ulm', 'is'],
]; // prettier-ignore
/** The newest article's date, in milliseconds since 1970. */
export const newestAt = Date.UTC(2026, 10, 20);
/** Articles of all feeds together come this often, in milliseconds. */
export const every = 5 * 60_000;

/**
 * Numbers that look random and are the same each time (mulberry32).
 * @param {number} seed
 * @returns {() => number} in [0, 1)
 */
function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Slots in which the n-th of `count` things stands 1/n as often as the first, so that picking a slot picks by Zipf's law.
 * @param {number} count
 * @param {number} slots
 */
function zipfSlots(count, slots) {
  const weights = Array.from({ length: count }, (_, rank) => 1 / (rank + 2.7));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const table = new Uint16Array(slots);
  let upTo = 0;
  let slot = 0;
  weights.forEach((weight, rank) => {
    upTo += (weight / sum) * slots;
    for (; slot < upTo && slot < slots; slot += 1) table[slot] = rank;
  });
  return table;
}

/** @param {() => number} next @param {number} count */
const letters = (next, count) =>
  Array.from({ length: count }, () => syllables[Math.floor(next() * syllables.length)] ?? '').join(
    '',
  );

/** Frequent words are short. No two are the same. */
function makeVocabulary() {
  const next = numbers(1);
  /** @type {Set<string>} */
  const words = new Set();
  while (words.size < vocabularySize) {
    const rank = words.size;
    const most = rank < 20 ? 1 : rank < 600 ? 2 : rank < 9000 ? 3 : 4;
    words.add(letters(next, most));
  }
  return [...words];
}

const vocabulary = makeVocabulary();
const wordSlots = zipfSlots(vocabularySize, 1 << 17);
const characterSlots = zipfSlots(charactersCount, 1 << 15);
const characterNumbers = numbers(3);
const character = () =>
  String.fromCharCode(
    firstCharacter + (characterSlots[Math.floor(characterNumbers() * characterSlots.length)] ?? 0),
  );
/** The most frequent words have one character. */
const wordsOfCharacters = Array.from({ length: unspacedWords }, (_, rank) =>
  rank < 60 ? character() : `${character()}${character()}`,
);
const wordOfCharactersSlots = zipfSlots(unspacedWords, 1 << 16);
/** @param {() => number} next */
const word = (next) =>
  next() < nameShare
    ? `${letters(next, 2)}${letters(next, 3)}`
    : (vocabulary[wordSlots[Math.floor(next() * wordSlots.length)] ?? 0] ?? '');
const phraseNumbers = numbers(2);
const phrases = Array.from({ length: phraseCount }, () =>
  Array.from({ length: 2 + Math.floor(phraseNumbers() * 4) }, () => word(phraseNumbers)).join(' '),
);
const phraseSlots = zipfSlots(phraseCount, 1 << 15);

/** The words that searches look for: how often they come is known by their rank. */
export const wordOfRank = (/** @type {number} */ rank) => vocabulary[rank] ?? '';
/** @param {number} rank */
export const phraseOfRank = (rank) => phrases[rank] ?? '';
/** Two characters. @param {number} rank from 60 on */
export const charactersOfRank = (rank) => wordsOfCharacters[rank] ?? '';

/**
 * @param {() => number} next
 * @param {number} length characters, about
 */
function spacedText(next, length) {
  let text = '';
  while (text.length < length) {
    const part =
      next() < phraseShare
        ? (phrases[phraseSlots[Math.floor(next() * phraseSlots.length)] ?? 0] ?? '')
        : word(next);
    text += text === '' ? part : ` ${part}`;
  }
  return text;
}

/** @param {() => number} next @param {number} length */
function unspacedText(next, length) {
  let text = '';
  while (text.length < length) {
    text +=
      wordsOfCharacters[
        wordOfCharactersSlots[Math.floor(next() * wordOfCharactersSlots.length)] ?? 0
      ] ?? '';
    if (next() < 0.08) text += '，';
  }
  return text;
}

/** @param {() => number} next @returns {number} */
function sourceLength(next) {
  const at = next();
  const above = lengths.findIndex(([share]) => share >= at);
  const [highShare, high] = lengths[above] ?? [1, 40_000];
  const [lowShare, low] = lengths[above - 1] ?? [0, 20];
  return low * (high / low) ** ((at - lowShare) / (highShare - lowShare || 1));
}

/**
 * One article as a parser would give it. It depends on the two numbers only.
 *
 * @param {number} feed
 * @param {number} number 0 for the newest of the feed
 * @param {number} feeds how many there are, among which the dates are spread
 */
export function articleOf(feed, number, feeds) {
  const next = numbers(feed * 1_000_003 + number);
  const isUnspaced = feed % unspacedEvery === unspacedEvery - 1;
  const textOf = isUnspaced ? unspacedText : spacedText;
  const url = `https://www.publisher${String(feed)}.example/2026/${String(number)}-${letters(next, 6)}.html`;
  const length = sourceLength(next) * (isUnspaced ? unspacedShare : 1);
  const title = textOf(next, isUnspaced ? 20 : 45);
  const paragraphs = [];
  let text = '';
  for (let left = length; left > 0;) {
    const most = isUnspaced ? 180 : wordsPerParagraph * 6;
    const words = textOf(next, Math.min(left, most));
    text += text === '' ? words : ` ${words}`;
    const link =
      next() < 0.2 ? ` <a href="${url}#${letters(next, 2)}" rel="noopener">${word(next)}</a>` : '';
    const picture =
      left === length && length > 1500
        ? `<figure class="wp-block-image size-large"><img src="https://www.publisher${String(feed)}.example/wp-content/uploads/2026/${letters(next, 4)}-1024x683.jpg" alt="${word(next)}" width="1024" height="683" loading="lazy" /></figure>\n`
        : ''; // prettier-ignore
    paragraphs.push(length < 250 ? words : `${picture}<p>${words}${link}</p>\n`);
    left -= words.length + 8;
  }
  const source = paragraphs.join('');
  const excerpt = text.length > 240 ? `${text.slice(0, 239)}…` : text;
  return {
    identity: `guid:${url}`,
    formerly: [],
    url,
    title,
    author: next() < 0.6 ? `${letters(next, 2)} ${letters(next, 3)}` : null,
    source,
    excerpt,
    wordCount: isUnspaced ? Math.ceil(text.length / 2) : text.split(' ').length,
    publishedAt: newestAt - (number * feeds + feed) * every,
    updatedAt: null,
    commentsUrl: null,
    categories: next() < 0.4 ? [word(next), word(next)] : [],
    enclosures: [],
    imageSources: [],
    // As long as the fingerprints of real articles.
    fingerprint: `${String(feed)}-${String(number)}-`.padEnd(27, '0123456789abcdef'),
  };
}
