/** Where the relative addresses in an article's text start. */

/**
 * By the letter a relative address starts at the feed (RFC 3986, section 5.1). But where neither the
 * feed nor the answer names a base, publishers put the text of their page into it as it stands, so that
 * it starts at the page. A page elsewhere is what the article is about, and not where its text is from.
 */
export function contentBase(articleUrl: string | null, base: string): string {
  if (articleUrl === null) return base;
  return new URL(articleUrl).host === new URL(base).host ? articleUrl : base;
}
