/**
 * The prepared document while it is written: RSS 2.0 in outline, the feed's own elements first, then
 * its entries, wherever they stood.
 */

export class FeedOutline {
  readonly #feed: string[] = [];
  readonly #entries: string[] = [];
  /** The entry that is open, and the attributes it began with. */
  #entry: string[] | null = null;
  #entryAttributes = '';

  /** @param attributes as `keptAttributes` writes them, here and below. */
  openEntry(attributes: string): void {
    this.#entry = [];
    this.#entryAttributes = attributes;
  }

  closeEntry(): void {
    this.#entries.push(`<item${this.#entryAttributes}>${this.#entry?.join('') ?? ''}</item>`);
    this.#entry = null;
  }

  /** What was written of an entry whose end never came is forgotten. */
  dropEntry(): void {
    this.#entry = null;
  }

  openGroup(name: string, attributes: string): void {
    this.#sink.push(`<${name}${attributes}>`);
  }

  closeGroup(name: string): void {
    this.#sink.push(`</${name}>`);
  }

  addElement(name: string, attributes: string, text: string): void {
    this.#sink.push(`<${name}${attributes}>${cdataOf(text)}</${name}>`);
  }

  /** Text beside the elements of a group. */
  addText(text: string): void {
    if (text.trim() !== '') this.#sink.push(cdataOf(text));
  }

  /** Every group must be closed, and no entry open. */
  document(): string {
    return `<rss version="2.0"><channel>${this.#feed.join('')}${this.#entries.join('')}</channel></rss>`;
  }

  get #sink(): string[] {
    return this.#entry ?? this.#feed;
  }
}

/** Text as CDATA, in which nothing but its own end means anything. */
function cdataOf(text: string): string {
  if (text === '') return '';
  const inner = text.includes(']]>') ? text.replaceAll(']]>', ']]]]><![CDATA[>') : text;
  return `<![CDATA[${inner}]]>`;
}
