import { useQuery } from '@tanstack/react-query';
import {
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
  type ReactNode,
} from 'react';
import { flushSync } from 'react-dom';
import { feedsOptions } from '../../api/feeds';
import { useRunCommand } from '../../state/commandContext';
import { shortcutOf } from '../../state/shortcutOf';
import { useUiStore } from '../../state/uiStore';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { useNow } from '../../ui/useNow';
import { CompletionList, completionId } from './CompletionList';
import { complete, completionsAt, type Completion } from './completions';
import './search.css';
import { SearchWords } from './SearchWords';

export interface SearchBoxHandle {
  /** Puts the caret into it, with all of what was typed selected. */
  focus: () => void;
}

/**
 * Where one types what to search for: a combobox that offers operators and their values (ARIA
 * Authoring Practices, "combobox with list autocomplete"). Nothing is chosen by itself, so Enter
 * goes on to what was found.
 */
export function SearchBox({
  onGoOn,
  ref,
}: {
  /** Goes on to what was found. */
  onGoOn: () => void;
  ref: Ref<SearchBoxHandle>;
}): ReactNode {
  const run = useRunCommand();
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const text = useUiStore((state) => state.search?.text ?? '');
  const changeSearch = useUiStore((state) => state.changeSearch);
  const subscriptions = useQuery(feedsOptions).data ?? { feeds: [], folders: [] };
  const now = useNow();
  /** What is being composed from several keys; it is not searched for before it is whole. */
  const [composed, setComposed] = useState<string | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [active, setActive] = useState(-1);

  useImperativeHandle(ref, () => ({
    focus: () => {
      input.current?.focus();
      input.current?.select();
    },
  }));

  const completions =
    caret === null || composed !== null ? [] : completionsAt(text, caret, subscriptions, now);
  const isOpen = completions.length > 0;

  const type = (typed: string, at: number | null) => {
    changeSearch({ text: typed });
    setCaret(at);
    setActive(-1);
  };
  const choose = (completion: Completion) => {
    const completed = complete(text, caret ?? text.length, completion);
    // Written at once, so that the caret is in its place before the next key.
    flushSync(() => {
      type(completed.text, completed.caret);
    });
    input.current?.focus();
    input.current?.setSelectionRange(completed.caret, completed.caret);
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const activeCompletion = completions[active];
    switch (event.key) {
      case 'ArrowDown':
        if (isOpen) setActive((active + 1) % completions.length);
        else onGoOn();
        break;
      case 'ArrowUp':
        if (!isOpen) return;
        setActive(active <= 0 ? completions.length - 1 : active - 1);
        break;
      case 'Enter':
        if (activeCompletion !== undefined) choose(activeCompletion);
        else onGoOn();
        break;
      case 'Escape':
        if (isOpen && active >= 0) setCaret(null);
        else run('nav.backOrClose');
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="search" role="search">
      <div className="search-box">
        <Icon name="search" />
        <input
          ref={input}
          aria-activedescendant={active >= 0 && isOpen ? completionId(listId, active) : undefined}
          aria-autocomplete="list"
          aria-controls={listId}
          aria-expanded={isOpen}
          aria-label="Search"
          autoCapitalize="off"
          autoComplete="off"
          dir="auto"
          maxLength={1000}
          placeholder="Search"
          role="combobox"
          spellCheck={false}
          type="text"
          value={composed ?? text}
          onBlur={() => {
            setCaret(null);
          }}
          onChange={(event) => {
            const { value, selectionStart } = event.target;
            if ((event.nativeEvent as InputEvent).isComposing) setComposed(value);
            else type(value, selectionStart);
          }}
          onCompositionEnd={(event) => {
            setComposed(null);
            type(event.currentTarget.value, event.currentTarget.selectionStart);
          }}
          onFocus={(event) => {
            if (useUiStore.getState().search === null) run('list.search');
            else setCaret(event.target.selectionStart);
          }}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <kbd className="search-key">{shortcutOf('list.search')}</kbd>
        ) : (
          <IconButton
            icon="close"
            label="Clear the search"
            onClick={() => {
              type('', 0);
              input.current?.focus();
            }}
          />
        )}
      </div>
      {isOpen && (
        <CompletionList active={active} completions={completions} id={listId} onChoose={choose} />
      )}
      <SearchWords />
    </div>
  );
}
