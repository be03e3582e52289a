import type { ReactNode, Ref } from 'react';
import { useWaitingForIndex } from '../../api/search';
import { useUiStore } from '../../state/uiStore';
import { IconButton } from '../../ui/Button';
import { Segments } from '../../ui/Segments';
import { SearchBox, type SearchBoxHandle } from './SearchBox';
import './search.css';

/** What is searched, in which order it is shown, and what cannot be found yet. */
export function SearchHeader({
  viewTitle,
  box,
  onGoOn,
}: {
  /** What the view is called that is searched. */
  viewTitle: string;
  /** Present where the feeds are behind a button, and so the box stands here. */
  box: Ref<SearchBoxHandle> | null;
  /** Goes on to what was found. */
  onGoOn: () => void;
}): ReactNode {
  const search = useUiStore((state) => state.search);
  const view = useUiStore((state) => state.view);
  const changeSearch = useUiStore((state) => state.changeSearch);
  const closeSearch = useUiStore((state) => state.closeSearch);
  const waiting = useWaitingForIndex(true);
  if (search === null) return null;
  const isEverywhere = search.isEverywhere || view.kind === 'all';
  const title = isEverywhere ? 'Search everywhere' : `Search in ${viewTitle}`;
  return (
    <header className="list-header">
      <div className="list-header-line">
        {box === null ? (
          <>
            <h2 className="list-title" dir="auto" title={title}>
              {title}
            </h2>
            <span className="list-header-gap" />
          </>
        ) : (
          <>
            <h2 className="visually-hidden">{title}</h2>
            <SearchBox ref={box} onGoOn={onGoOn} />
          </>
        )}
        <IconButton icon="close" label="Leave the search" shortcut="Esc" onClick={closeSearch} />
      </div>
      <div className="search-choices">
        {view.kind !== 'all' && (
          <Segments
            label="Search"
            options={[
              { value: 'view', label: 'This view' },
              { value: 'everywhere', label: 'Everywhere' },
            ]}
            value={search.isEverywhere ? 'everywhere' : 'view'}
            onChange={(value) => {
              changeSearch({ isEverywhere: value === 'everywhere' });
            }}
          />
        )}
        <Segments
          label="Order"
          options={[
            { value: 'newest', label: 'Newest' },
            { value: 'best', label: 'Best' },
          ]}
          value={search.order}
          onChange={(order) => {
            changeSearch({ order });
          }}
        />
      </div>
      {waiting > 0 && <p className="search-note">{waitingWords(waiting)}</p>}
    </header>
  );
}

/** "12,000 articles are not searchable yet." */
function waitingWords(waiting: number): string {
  return waiting === 1
    ? 'One article is not searchable yet.'
    : `${waiting.toLocaleString('en')} articles are not searchable yet.`;
}
