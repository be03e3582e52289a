/** Elements that mean nothing to the reader, with everything inside them. */
import type { MarkupScanner, Tag } from './markupScanner';
import { hostile } from './textSearch';

/** Elements of one name inside each other, far beyond any format. */
const DEEPEST = 1000;

/**
 * @param opening the tag that begins the element.
 * @param closesAround whether a closing tag of this name (lower-case) ends something around it.
 * @returns where the reading goes on: after the element, or after its tag if it is never closed.
 * @throws ReaderError `too-large` when it is nested beyond reason.
 */
export function skipElement(
  scanner: MarkupScanner,
  opening: Tag,
  closesAround: (name: string) => boolean,
): number {
  const { text } = scanner;
  const { name } = opening;
  if (opening.isSelfClosing || scanner.find(`</${name}`, opening.end) < 0) return opening.end;
  let depth = 1;
  let at = opening.end;
  for (;;) {
    const mark = text.indexOf('<', at);
    if (mark < 0) return text.length;
    const next = text[mark + 1];
    if (next === '!' || next === '?') {
      const { end } = scanner.declarationAt(mark);
      at = end < 0 ? mark + 2 : end;
      continue;
    }
    const isClosing = next === '/';
    const tag = scanner.tagAt(mark, mark + (isClosing ? 2 : 1));
    at = tag?.end ?? mark + 1;
    if (tag === null) continue;
    if (tag.name === name) {
      if (isClosing) depth -= 1;
      else if (!tag.isSelfClosing) depth += 1;
      if (depth === 0) return tag.end;
      if (depth > DEEPEST) throw hostile('is nested too deep');
    } else if (isClosing && closesAround(tag.name.toLowerCase())) {
      return mark;
    }
  }
}
