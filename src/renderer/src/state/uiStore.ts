/** The only state the window itself owns; everything else is the engine's, in the query cache. */
import { create } from 'zustand';
import type { ArticleId, FeedId } from '../../../shared/model';
import { beginSearch, changedSearch, type Search } from './search';
import { pushUndo, type UndoEntry } from './undo';
import { isSameView, type ArticleListKey, type View } from './views';

/** The dialog that is open, with what it is about. */
type DialogState =
  | { readonly kind: 'addFeed' }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'feedSettings';
      readonly feedId: FeedId;
      /** Opened because the server wants a name and a password. */
      readonly wantsSignIn: boolean;
    }
  /** Feeds that were imported and lie on this machine or a private network. */
  | { readonly kind: 'privateFeeds'; readonly feedIds: readonly FeedId[] };

/** Which pane a narrow window shows. */
type Pane = 'list' | 'article';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'info' | 'error';
  /** Offers the button that takes this step back. */
  readonly undo?: UndoEntry;
}

interface HeldBack {
  readonly list: ArticleListKey;
  readonly count: number;
}

export interface UiState {
  readonly view: View;
  readonly selectedArticleId: ArticleId | null;
  /** True once the reader has moved down the list on screen. */
  readonly isListScrolled: boolean;
  readonly pane: Pane;
  readonly isDrawerOpen: boolean;
  readonly dialog: DialogState | null;
  readonly toasts: readonly ToastMessage[];
  readonly undoEntries: readonly UndoEntry[];
  /** New articles not let into the list on screen yet; null when there are none. */
  readonly heldBack: HeldBack | null;
  /** What is searched for; null while nothing is. */
  readonly search: Search | null;
  /** The first of two keys, while the second is waited for. */
  readonly chordStart: string | null;
  openView: (view: View) => void;
  selectArticle: (id: ArticleId | null) => void;
  setListScrolled: (isScrolled: boolean) => void;
  showPane: (pane: Pane) => void;
  setDrawerOpen: (isOpen: boolean) => void;
  openDialog: (dialog: DialogState | null) => void;
  toast: (text: string, options?: { tone?: ToastMessage['tone']; undo?: UndoEntry }) => void;
  dismissToast: (id: number) => void;
  addUndo: (entry: UndoEntry) => void;
  removeUndo: (entry: UndoEntry) => void;
  setHeldBack: (list: ArticleListKey, count: number) => void;
  setChordStart: (start: string | null) => void;
  openSearch: (isEverywhere: boolean) => void;
  changeSearch: (change: Partial<Omit<Search, 'selectedBefore'>>) => void;
  /** Gives the view back as it was. */
  closeSearch: () => void;
}

/**
 * News makes way for what comes after it, and so does a mark: the steps before it are a key away.
 * What stays until its time is over is trouble, and the removal of a feed.
 */
function replaces(message: ToastMessage, other: ToastMessage): boolean {
  if (other.text === message.text) return true;
  return other.tone === 'info' && other.undo?.kind !== 'removeFeed';
}

const MAX_TOASTS = 3;
let lastToastId = 0;

export const useUiStore = create<UiState>()((set, get) => ({
  view: { kind: 'unread' },
  selectedArticleId: null,
  isListScrolled: false,
  pane: 'list',
  isDrawerOpen: false,
  dialog: null,
  toasts: [],
  undoEntries: [],
  heldBack: null,
  search: null,
  chordStart: null,

  openView: (view) => {
    const isSame = isSameView(view, get().view);
    set({ pane: 'list', isDrawerOpen: false });
    if (get().search !== null) get().closeSearch();
    if (!isSame) set({ view, selectedArticleId: null, heldBack: null });
  },
  selectArticle: (id) => {
    set({ selectedArticleId: id });
  },
  setListScrolled: (isListScrolled) => {
    set({ isListScrolled });
  },
  showPane: (pane) => {
    set({ pane });
  },
  setDrawerOpen: (isDrawerOpen) => {
    set({ isDrawerOpen });
  },
  openDialog: (dialog) => {
    set({ dialog });
  },
  toast: (text, options = {}) => {
    lastToastId += 1;
    const { tone = 'info', undo } = options;
    const message: ToastMessage = { id: lastToastId, text, tone, ...(undo && { undo }) };
    const others = get().toasts.filter((other) => !replaces(message, other));
    set({ toasts: [...others, message].slice(-MAX_TOASTS) });
  },
  dismissToast: (id) => {
    set({ toasts: get().toasts.filter((toast) => toast.id !== id) });
  },
  addUndo: (entry) => {
    set({ undoEntries: pushUndo(get().undoEntries, entry) });
  },
  removeUndo: (entry) => {
    set({
      undoEntries: get().undoEntries.filter((other) => other !== entry),
      toasts: get().toasts.filter((toast) => toast.undo !== entry),
    });
  },
  setHeldBack: (list, count) => {
    set({ heldBack: count === 0 ? null : { list, count } });
  },
  setChordStart: (chordStart) => {
    set({ chordStart });
  },
  openSearch: (isEverywhere) => {
    const { search, selectedArticleId } = get();
    set({
      search: { ...(search ?? beginSearch(selectedArticleId)), isEverywhere },
      pane: 'list',
      isDrawerOpen: false,
    });
  },
  changeSearch: (change) => {
    const { search, selectedArticleId } = get();
    set(changedSearch(search ?? beginSearch(selectedArticleId), change, selectedArticleId));
  },
  closeSearch: () => {
    get().changeSearch({ text: '' });
    set({ search: null });
  },
}));
