/**
 * A node of a document to HTML. linkedom's own serialiser leaves `&` in attributes as it is, and the
 * next parser would read `?a=1&copy=2` as something else.
 */
import type { PageElement, PageNode } from './pageDocument';

/** HTML, 13.1.2: elements that have no content and no end tag. */
const VOID = new Set([
  ...['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source'],
  ...['track', 'wbr'],
]);
const ELEMENT = 1;
const TEXT = 3;

/**
 * The content of a node, without the node itself. Comments and everything that is neither element nor
 * text are left out. Works without recursion, since a hostile page nests as deep as it likes.
 */
export function serializeNode(root: PageNode): string {
  let html = '';
  /** Nodes and end tags still to be written, the next one last. */
  const pending: (PageNode | string)[] = [...root.childNodes].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'string') html += next;
    else if (next.nodeType === TEXT) html += escapeText(next.textContent ?? '');
    else if (next.nodeType === ELEMENT) {
      const element = next as PageElement;
      // Elements that Readability makes are named in capitals.
      const name = element.localName.toLowerCase();
      html += startTag(name, element);
      if (VOID.has(name)) continue;
      pending.push(`</${name}>`);
      // One at a time: a spread of a hundred thousand children would overflow the stack.
      for (const child of [...element.childNodes].reverse()) pending.push(child);
    }
  }
  return html;
}

function startTag(name: string, element: PageElement): string {
  const attributes = [...element.attributes].map(
    (attribute) => ` ${attribute.name}="${escapeText(attribute.value).replaceAll('"', '&quot;')}"`,
  );
  return `<${name}${attributes.join('')}>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
