/** A search in words, as it was understood. */
import type { SearchExplanation, SearchTerm } from '../../../../shared/search';
import { dayOf } from '../../ui/formatTime';
import { isolate } from '../../ui/isolate';

const quoted = (text: string): string => `“${isolate(text)}”`;

const FIELDS = {
  any: (text: string) => `with ${text}`,
  title: (text: string) => `with ${text} in the title`,
  author: (text: string) => `by ${text}`,
  tag: (text: string) => `tagged ${text}`,
} as const;

const HAS = { image: 'with a picture', audio: 'with audio' } as const;

function wordsOf(term: SearchTerm): string {
  switch (term.kind) {
    case 'text':
      return FIELDS[term.field](quoted(term.isBeginning ? `${term.text}…` : term.text));
    case 'feed':
      return `in feeds named ${quoted(term.name)}`;
    case 'folder':
      return `in folders named ${quoted(term.name)}`;
    case 'state':
      return term.state;
    case 'has':
      return HAS[term.what];
    case 'before':
    case 'after': {
      // Not before a day is since that day, and not since it is before it.
      const isSince = (term.kind === 'after') !== term.isExcluded;
      return `${isSince ? 'since' : 'before'} ${dayOf(term.at)}`;
    }
  }
}

function withExclusion(term: SearchTerm): string {
  const words = wordsOf(term);
  if (!term.isExcluded || term.kind === 'before' || term.kind === 'after') return words;
  return words.startsWith('with ') ? words.replace(/^with /, 'without ') : `not ${words}`;
}

/** "a, b and c" */
function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/**
 * “Articles with “climate” and “coast…”, unread, since 1 March 2026”: the words that are simply
 * asked for come first, together.
 */
export function explanationWords(clauses: SearchExplanation): string {
  const plain: string[] = [];
  const others: string[] = [];
  for (const terms of clauses) {
    const [only, ...alternatives] = terms;
    if (
      only?.kind === 'text' &&
      alternatives.length === 0 &&
      only.field === 'any' &&
      !only.isExcluded
    ) {
      plain.push(quoted(only.isBeginning ? `${only.text}…` : only.text));
    } else {
      others.push(terms.map(withExclusion).join(' or '));
    }
  }
  const first = plain.length === 0 ? [] : [`with ${listed(plain)}`];
  return `Articles ${[...first, ...others].join(', ')}`;
}
