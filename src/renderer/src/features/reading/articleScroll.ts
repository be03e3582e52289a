/** Paging and place in the article, over the frame's own scrolling element. */
import type { ArticleId } from '../../../../shared/model';

type HearPlace = (id: ArticleId, top: number) => void;

/** Where each article was left, for as long as the window lives. */
const places = new Map<ArticleId, number>();
const listeners = new Set<HearPlace>();

/** How far down the article was left, in CSS pixels. */
export function placeOf(id: ArticleId): number {
  return places.get(id) ?? 0;
}

export function rememberPlace(id: ArticleId, top: number): void {
  places.set(id, top);
  for (const hear of listeners) hear(id, top);
}

/** Calls back whenever an article is scrolled. */
export function onPlace(hear: HearPlace): void {
  listeners.add(hear);
}

/** Part of the height that a page moves; the rest is kept in sight to find the line again. */
const PAGE = 0.88;

function scrollerOf(page: Document): Element {
  return page.scrollingElement ?? page.documentElement;
}

function endOf(scroller: Element): number {
  return Math.max(0, scroller.scrollHeight - scroller.clientHeight);
}

/** How much is read, from 0 to 1; an article that fits its window is read. */
export function progressOf(page: Document): number {
  const scroller = scrollerOf(page);
  const end = endOf(scroller);
  return end === 0 ? 1 : Math.min(1, scroller.scrollTop / end);
}

/** Turns pages. While one is still gliding, the next press counts from where it will arrive. */
export class ArticlePager {
  #target: number | null = null;

  /** Moves one page; false, and no movement, when there is nothing further in that direction. */
  turn(page: Document, direction: 1 | -1): boolean {
    const scroller = scrollerOf(page);
    const from = this.#target ?? scroller.scrollTop;
    const to = Math.min(
      endOf(scroller),
      Math.max(0, from + direction * scroller.clientHeight * PAGE),
    );
    // Zoomed windows stop within a pixel of the end, never quite at it.
    if (Math.abs(to - from) < 2) return false;
    this.#target = to;
    const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    scroller.scrollTo({ top: to, behavior: isCalm ? 'instant' : 'smooth' });
    return true;
  }

  /** The movement has ended, or was taken over by hand. */
  settle(): void {
    this.#target = null;
  }
}
