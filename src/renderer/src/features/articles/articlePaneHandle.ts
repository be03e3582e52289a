/** What commands need of a list of articles. */
export interface ArticlePaneHandle {
  focus: () => void;
  /** Loads one more page; false when there is none. */
  loadMore: () => Promise<boolean>;
}
