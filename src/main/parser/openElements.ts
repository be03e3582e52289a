/** The elements that are open at one place of a feed, outermost first. */
import type { FeedOutline } from './feedOutline';
import type { Vocabulary } from './feedVocabulary';
import type { Scope } from './namespaces';

export interface OpenElement {
  /** As it is written, in lower case. */
  readonly written: string;
  readonly kind: 'root' | 'channel' | 'entry' | 'group';
  readonly scope: Scope;
  /** Where relative addresses start, as `xml:base` says; null where it says nothing. */
  readonly base: string | null;
  readonly vocabulary: Vocabulary;
  /** The name of a group in the outline. */
  readonly as: string;
}

export class OpenElements {
  readonly #elements: OpenElement[] = [];

  /** @param outline where the end of an entry or group is written. */
  constructor(private readonly outline: FeedOutline) {}

  get innermost(): OpenElement | undefined {
    return this.#elements.at(-1);
  }

  get isInGroup(): boolean {
    return this.innermost?.kind === 'group';
  }

  open(element: OpenElement): void {
    this.#elements.push(element);
  }

  /** Place of the innermost element of that name, or -1; 0 is the root. */
  indexOf(written: string): number {
    return this.#elements.findLastIndex((open) => open.written === written);
  }

  /** Entries do not lie in entries: one that was never closed ends where the next begins. */
  closeEntry(): void {
    const index = this.#indexOfEntry();
    if (index >= 0) this.closeFrom(index);
  }

  closeInnermost(): void {
    this.closeFrom(this.#elements.length - 1);
  }

  /** Closes the element at that place and what is open inside it. */
  closeFrom(index: number): void {
    for (const { kind, as } of this.#elements.splice(index).reverse()) {
      if (kind === 'group') this.outline.closeGroup(as);
      if (kind === 'entry') this.outline.closeEntry();
    }
  }

  /** Ends what is still open because the text ended: an entry that was cut is left out. */
  endCut(): void {
    const entry = this.#indexOfEntry();
    if (entry >= 0) {
      this.outline.dropEntry();
      this.#elements.splice(entry);
    }
    this.closeFrom(0);
  }

  #indexOfEntry(): number {
    return this.#elements.findIndex(({ kind }) => kind === 'entry');
  }
}
