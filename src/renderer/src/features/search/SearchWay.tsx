import type { ReactNode } from 'react';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { Icon } from '../../ui/Icon';
import './search.css';

/** The way to the search from where its results could not be seen. */
export function SearchWay(): ReactNode {
  const run = useRunCommand();
  return (
    <div className="search">
      <button
        className="search-box search-way"
        type="button"
        onClick={() => {
          run('list.search');
        }}
      >
        <Icon name="search" />
        <span className="search-way-name">Search</span>
        <kbd className="search-key">{shortcutOf('list.search')}</kbd>
      </button>
    </div>
  );
}
