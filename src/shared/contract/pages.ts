import { z } from 'zod';
import { Address, ArticleId, FeedId } from '../model';
import { command } from './define';
import { typed } from './feeds';

/** Pages of the web that are no feed's articles. */
export const pages = {
  /**
   * Fetches one page and keeps its article among the saved pages; saving it again renews it. The
   * address is read as `feeds.discover` reads it.
   */
  'pages.save': command(
    z.strictObject({ address: Address, ...typed }),
    z.strictObject({ feedId: FeedId, articleId: ArticleId, title: z.string() }),
  ),
};
