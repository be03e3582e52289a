import { useMediaQuery } from '../ui/useMediaQuery';

/** `wide`: three panes. `medium`: the sidebar is a drawer. `narrow`: one pane at a time. */
export type Layout = 'wide' | 'medium' | 'narrow';

/** The widths are those of `styles/panes.css`. */
export function useLayout(): Layout {
  const isWide = useMediaQuery('(min-width: 900px)');
  const isMedium = useMediaQuery('(min-width: 640px)');
  if (isWide) return 'wide';
  return isMedium ? 'medium' : 'narrow';
}
