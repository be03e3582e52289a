/** Who wrote something, as one line of text. */
import { elements, firstText, textOf, type Element, type Fields } from './feedElements';
import type { FieldContext } from './fieldContext';

/** An address in the form RSS wants: `ada@example.org (Ada)`, or `Ada <ada@example.org>`. */
const ADDRESS_WITH_NAME = /^\s*<?([^\s<>()]+@[^\s<>()]+?)>?\s*\(([^()]*)\)\s*$/;
const NAME_WITH_ADDRESS =
  /^\s*"?([^<>"(]*?)"?\s*[<(]\s*(?:mailto:)?([^\s<>()]+@[^\s<>()]+)\s*[>)]\s*$/;

/** Characters; these expressions take their time with what is no name at all. */
const LONGEST_PERSON = 300;

interface Person {
  readonly name: string | null;
  readonly email: string | null;
}

function personOf(element: Element, isAddress: boolean): Person | null {
  const name = firstText(element, 'name');
  const email = firstText(element, 'email');
  if (name !== null || email !== null) return name === null ? { name, email } : split(name, email);
  const text = textOf(element);
  if (text === null) return null;
  return isAddress ? split(text, null) : { name: text, email: null };
}

function split(text: string, email: string | null): Person {
  if (text.length > LONGEST_PERSON) return { name: text, email };
  const first = ADDRESS_WITH_NAME.exec(text);
  if (first !== null) return { name: nonEmpty(first[2]), email: first[1] ?? email };
  const second = NAME_WITH_ADDRESS.exec(text);
  if (second !== null) return { name: nonEmpty(second[1]), email: second[2] ?? email };
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return { name: null, email: text };
  return { name: text, email };
}

function nonEmpty(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

/** Who wrote a feed or an entry; RSS's own `author` is a mail address, so others come before it. */
export function authorOf(
  fields: Fields,
  { format }: FieldContext,
  ...others: readonly string[]
): string | null {
  const own = format === 'atom' ? ['rawAuthor', 'rawCreator'] : ['rawCreator', 'rawAuthor'];
  return peopleOf(fields, ...own, 'itunesAuthor', ...others);
}

/** Everybody named under the first of these names that names anybody; names before addresses. */
function peopleOf(fields: Fields, ...fieldNames: readonly string[]): string | null {
  for (const fieldName of fieldNames) {
    const people = elements(fields, fieldName)
      .map((element) => personOf(element, fieldName !== 'rawCreator'))
      .map((person) => person?.name ?? person?.email ?? '')
      .filter((person) => person !== '');
    if (people.length > 0) return [...new Set(people)].join(', ');
  }
  return null;
}
