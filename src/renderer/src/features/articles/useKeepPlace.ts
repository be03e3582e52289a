import { useLayoutEffect, useRef, type RefObject } from 'react';
import { itemHeight, type ListItem } from './listItems';

interface Anchor {
  readonly key: string;
  /** How far the top of the view was below the top of that item. */
  readonly offset: number;
}

function offsetsOf(items: readonly ListItem[]): Map<string, number> {
  const offsets = new Map<string, number>();
  let top = 0;
  for (const item of items) {
    offsets.set(item.key, top);
    top += itemHeight(item);
  }
  return offsets;
}

/**
 * Keeps the article at the top of the view where it is when rows above it come or go, which the
 * browser's own scroll anchoring cannot do for rows that are placed by hand.
 *
 * @returns the ref for the element that scrolls.
 */
export function useKeepPlace(items: readonly ListItem[]): RefObject<HTMLDivElement | null> {
  const scroller = useRef<HTMLDivElement>(null);
  const anchors = useRef<readonly Anchor[]>([]);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const offsets = offsetsOf(items);
    // The first of the rows that were in view and still exist.
    const anchor = anchors.current.find(({ key }) => offsets.has(key));
    if (anchor !== undefined && element.scrollTop > 0) {
      element.scrollTop = (offsets.get(anchor.key) ?? 0) + anchor.offset;
    }
    const remember = () => {
      const top = element.scrollTop;
      const bottom = top + element.clientHeight;
      anchors.current = items
        .filter((item) => item.kind === 'row')
        .map((item) => ({ key: item.key, offset: top - (offsets.get(item.key) ?? 0), item }))
        .filter(({ offset, item }) => offset < itemHeight(item) && offset > top - bottom);
    };
    remember();
    element.addEventListener('scroll', remember, { passive: true });
    return () => {
      element.removeEventListener('scroll', remember);
    };
  }, [items]);
  return scroller;
}
