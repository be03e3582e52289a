import type { FeedFailure } from '../../../../shared/model';
import { errorSentence } from '../../api/errorWords';

/** Why a feed has trouble, and for how long it has had it. */
export function failureSentence({ code, details, count }: FeedFailure): string {
  const sentence = errorSentence(code, details);
  return count === 1 ? sentence : `${sentence} ${String(count)} tries in a row failed.`;
}
