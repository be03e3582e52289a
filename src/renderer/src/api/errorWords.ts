/** Failures as plain sentences. The one place where an error code turns into words. */
import { ReaderError, type ErrorCode, type ErrorDetails } from '../../../shared/errors';
import type { FeedFailure } from '../../../shared/model';

/** One sentence for a person: what happened and, where known, what to do. */
export function errorSentence(code: ErrorCode, details: ErrorDetails = {}): string {
  const server = details.host ?? 'The server';
  switch (code) {
    case 'invalid-input':
      return 'That is not something Broadsheet can work with. Please check it and try again.';
    case 'not-found':
      return 'That is no longer in your library.';
    case 'duplicate-feed':
      return 'You are already subscribed to this feed.';
    case 'not-a-feed':
      return details.host === undefined
        ? 'No feed was found at this address.'
        : `No feed was found at ${details.host}.`;
    case 'not-a-page':
      return `What ${details.host ?? 'the server'} sent is neither a page nor a text, so there is nothing to save.`;
    case 'no-article':
      return 'The page has no more of this article than the feed.';
    case 'network':
      return details.host === undefined
        ? 'The server could not be reached. Are you online?'
        : `${details.host} could not be reached. Are you online?`;
    case 'timeout':
      return `${server} did not answer in time.`;
    case 'http-status':
      return statusSentence(server, details.status);
    case 'sign-in':
      return `${server} wants a name and a password.`;
    case 'challenge':
      return `${server} wants to be sure that a person is there, and lets only browsers in. We will try again later.`;
    case 'private-address':
      return `${server} is on this computer or your own network, and it was not asked.`;
    case 'unsafe-redirect':
      return `${server} sent us on to an address that is not safe to follow, so we did not.`;
    case 'certificate':
      return certificateSentence(server, details.reason);
    case 'proxy':
      return 'The proxy of your network did not let the request through. Its settings are those of your system.';
    case 'too-large':
      return `${server} sent more than Broadsheet is willing to store.`;
    case 'incomplete':
      return `${server} broke off in the middle of its answer.`;
    case 'storage':
      return 'Your library could not be written. Is the disk full?';
    case 'cancelled':
      return 'This was cancelled.';
    case 'unavailable':
      return 'The library is not available just now. Please try again in a moment.';
    case 'internal':
      return 'Something went wrong inside Broadsheet. Nothing of yours was lost.';
  }
}

function statusSentence(server: string, status: number | undefined): string {
  if (status === undefined) return `${server} refused the request.`;
  const answered = `${server} answered ${String(status)}`;
  if (status === 401 || status === 403) return `${answered}: it does not let us read this feed.`;
  if (status === 404) return `${answered}: this feed may have moved.`;
  if (status === 410) return `${answered}: this feed is gone for good.`;
  if (status === 429) return `${answered}: it asks us to come back less often.`;
  if (status >= 500) return `${answered}: it has trouble of its own; we will try again later.`;
  return `${answered}, which is not a feed.`;
}

function certificateSentence(server: string, reason: ErrorDetails['reason']): string {
  switch (reason) {
    case 'expired':
      return `The certificate of ${server} has expired. Until its owner renews it, the connection is not safe.`;
    case 'wrong-host':
      return `The certificate of ${server} belongs to another site, so the connection is not safe.`;
    case 'self-signed':
      return `Nobody vouches for the certificate of ${server}, so the connection is not safe.`;
    case 'old-protocol':
      return `${server} only offers an encryption that is too old to be safe.`;
    case 'other':
    case undefined:
      return `The connection to ${server} is not safe.`;
  }
}

/** Why a feed has trouble, and for how long it has had it. */
export function failureSentence({ code, details, count }: FeedFailure): string {
  const sentence = errorSentence(code, details);
  return count === 1 ? sentence : `${sentence} ${String(count)} tries in a row failed.`;
}

/** The same for anything that was thrown. */
export function sentenceFor(error: unknown): string {
  if (error instanceof ReaderError) return errorSentence(error.code, error.details);
  return errorSentence('internal');
}
