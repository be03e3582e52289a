/** Addresses inside a text that start where `xml:base` says. */
import { attribute, type Element } from './feedElements';
import { absoluteHtml } from './readHtml';

/** @returns the HTML, its addresses absolute where an `xml:base` around or inside it counts. */
export function withBase(
  html: string,
  element: Element,
  { documentBase }: { readonly documentBase: string | null },
): string {
  const base = attribute(element, 'base');
  if (base === null && !html.includes('xml:base')) return html;
  return absoluteHtml(html, base ?? documentBase);
}
