/** HTML as a browser would read it, and what of it is not on the list of `articleMarkup.ts`. */
import { createRequire } from 'node:module';
import { ARTICLE_ATTRIBUTES, ARTICLE_TAGS, LINK_SCHEMES } from '../../../src/shared/articleMarkup';

// jsdom, never happy-dom or linkedom, whose reading differs from a browser's. It brings no types.
const { JSDOM } = createRequire(import.meta.url)('jsdom') as {
  JSDOM: new (html: string) => { readonly window: { readonly document: Document } };
};
const { document } = new JSDOM('').window;

/** The elements of a piece of HTML in document order; templates are looked into as well. */
export function elementsOf(html: string): Element[] {
  const root = document.createElement('template');
  // Parsed in a document without a window: nothing is fetched and nothing runs.
  // eslint-disable-next-line no-unsanitized/property -- reading hostile markup is the point
  root.innerHTML = html;
  const inside = (parent: ParentNode): Element[] =>
    [...parent.querySelectorAll('*')].flatMap((element) => [
      element,
      ...(element.localName === 'template' ? inside((element as HTMLTemplateElement).content) : []),
    ]);
  return inside(root.content);
}

const HTML_NAMESPACE = 'http://www.w3.org/1999/xhtml';
const WEB_ADDRESS = /^https?:\/\/[^/]/;

function isAllowedValue(name: string, value: string): boolean {
  if (name === 'src') return WEB_ADDRESS.test(value);
  if (name !== 'href' && name !== 'cite') return true;
  if (!URL.canParse(value, 'https://base.example/')) return true;
  return LINK_SCHEMES.includes(new URL(value, 'https://base.example/').protocol.slice(0, -1));
}

/** Everything in the HTML that an article may not hold, in words; empty for clean HTML. */
export function forbiddenIn(html: string): string[] {
  return elementsOf(html).flatMap((element) => {
    const tag = element.localName;
    const allowed = [...(ARTICLE_ATTRIBUTES['*'] ?? []), ...(ARTICLE_ATTRIBUTES[tag] ?? [])];
    const isKnown = element.namespaceURI === HTML_NAMESPACE && ARTICLE_TAGS.includes(tag);
    const attributes = [...element.attributes]
      .filter(({ name, value }) => !allowed.includes(name) || !isAllowedValue(name, value))
      .map(({ name, value }) => `<${tag} ${name}="${value}">`);
    return isKnown ? attributes : [`<${tag}>`, ...attributes];
  });
}
