/** Why only a part of an article is shown though all of it is wanted, in the words of a person. */
import type { Article, FullTextFailure } from '../../../../shared/model';
import { errorSentence } from '../../api/errorWords';

function whyMissing({ code, details }: FullTextFailure): string {
  const server = details.host ?? 'The server';
  // The general words for these two are about a feed, and about a page to be saved.
  if (code === 'http-status' && details.status !== undefined) {
    return `${server} answered ${String(details.status)}.`;
  }
  if (code === 'not-a-page') return `What ${server} sent is no page with a text.`;
  return errorSentence(code, details);
}

/** Null where nothing is missing. */
export function missingTextWords({ fullText }: Pick<Article, 'fullText'>): string | null {
  switch (fullText?.state) {
    case 'waiting':
      return 'This is what the feed gives. The full text is still to be fetched.';
    case 'failed':
      return `This is what the feed gives; the full text could not be had. ${whyMissing(fullText.failure)}`;
    case 'kept':
    case undefined:
      return null;
  }
}
