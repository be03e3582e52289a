import { useEffect } from 'react';
import { useViewTitle } from '../features/articles/useViewTitle';
import { isolate } from '../ui/isolate';

const APP_NAME = 'Broadsheet';
/** Characters; a longer name would push the app's own out of every title bar. */
const LONGEST_NAME = 100;

/** Names the view in the window's title: "Morning Paper – Broadsheet". */
export function useWindowTitle(): void {
  const { title } = useViewTitle();
  useEffect(() => {
    document.title = title === '' ? APP_NAME : `${isolate(shortened(title))} – ${APP_NAME}`;
    return () => {
      document.title = APP_NAME;
    };
  }, [title]);
}

function shortened(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  // Never inside a surrogate pair.
  return `${name.slice(0, LONGEST_NAME).replace(/[\ud800-\udbff]$/, '')}…`;
}
