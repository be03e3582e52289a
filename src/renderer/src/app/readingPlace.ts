/**
 * Where the reader is, for a page that is loaded again because its process ended. The session's storage
 * is kept by the main process for this one window, and goes with it.
 */
import type { ArticleId } from '../../../shared/model';
import { onPlace, placeOf, rememberPlace } from '../features/reading/articleScroll';
import { useUiStore, type UiState } from '../state/uiStore';

const KEY = 'reading-place';

interface ReadingPlace extends Pick<UiState, 'view' | 'selectedArticleId' | 'pane'> {
  /** How far down the article is, in CSS pixels. */
  readonly top: number;
}

/** Goes on where the page before this one ended, and remembers from now on. Called before drawing. */
export function keepReadingPlace(): void {
  const known = sessionStorage.getItem(KEY);
  if (known !== null) {
    // Nobody but this function writes it.
    const { top, ...place } = JSON.parse(known) as ReadingPlace;
    useUiStore.setState(place);
    if (place.selectedArticleId !== null) rememberPlace(place.selectedArticleId, top);
  }
  useUiStore.subscribe(remember);
  onPlace((id: ArticleId) => {
    const state = useUiStore.getState();
    if (id === state.selectedArticleId) remember(state);
  });
}

function remember({ view, selectedArticleId, pane }: UiState): void {
  const top = selectedArticleId === null ? 0 : placeOf(selectedArticleId);
  const place: ReadingPlace = { view, selectedArticleId, pane, top };
  sessionStorage.setItem(KEY, JSON.stringify(place));
}
