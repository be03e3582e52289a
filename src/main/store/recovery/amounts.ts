/** What a library has, for the person who wants to know what was kept. */
import type { RecoveryNotice } from '../../../shared/model';
import { openToRead } from '../libraryCheck';

export function amountsIn(
  path: string,
  nativeBinding: string | null,
): Pick<RecoveryNotice, 'feeds' | 'articles' | 'bookmarks'> {
  const database = openToRead(path, nativeBinding);
  try {
    const count = (from: string): number =>
      database.prepare<[], number>(`SELECT count(*) FROM ${from}`).pluck().get() ?? 0;
    return {
      feeds: count('feeds WHERE removed_at IS NULL'),
      articles: count('articles'),
      bookmarks: count('article_states WHERE bookmarked_at IS NOT NULL'),
    };
  } finally {
    database.close();
  }
}
