import { ReaderError } from '../../../../shared/errors';
import { FeedId, type FeedCandidate } from '../../../../shared/model';
import { errorSentence, sentenceFor } from '../../api/errorWords';
import { useDiscoverFeeds, useSubscribe } from '../../api/feeds';
import { useUiStore } from '../../state/uiStore';

export interface AddFeed {
  readonly find: (address: string) => void;
  readonly subscribe: (url: string) => void;
  /** What is going on, while something is. */
  readonly progress: string | null;
  /** Why the last try failed. */
  readonly problem: string | null;
}

/** The feed that is there already, when that is why subscribing failed. */
function existingFeed(error: unknown): FeedId | null {
  if (!(error instanceof ReaderError) || error.code !== 'duplicate-feed') return null;
  return FeedId.safeParse(error.details?.feedId).data ?? null;
}

/**
 * From an address to a subscription. One candidate is certain and subscribed to at once; several
 * are handed to `onCandidates`. A feed that is there already is as good as added: it is shown.
 */
export function useAddFeed(
  onCandidates: (candidates: readonly FeedCandidate[]) => void,
  onDone: () => void,
): AddFeed {
  const discover = useDiscoverFeeds();
  const subscribing = useSubscribe();
  const { openView, toast } = useUiStore.getState();

  const show = (feedId: FeedId, sentence: string) => {
    onDone();
    openView({ kind: 'feed', feedId });
    toast(sentence);
  };
  const onError = (error: unknown) => {
    const feedId = existingFeed(error);
    if (feedId !== null) show(feedId, errorSentence('duplicate-feed'));
  };

  const subscribe = (url: string) => {
    subscribing.mutate(url, {
      onSuccess: ({ feedId, title }) => {
        show(feedId, `Subscribed to “${title}”.`);
      },
      onError,
    });
  };
  const find = (address: string) => {
    subscribing.reset();
    discover.mutate(address, {
      onSuccess: ({ candidates }) => {
        const [first, second] = candidates;
        if (first !== undefined && second === undefined) subscribe(first.url);
        else if (first !== undefined) onCandidates(candidates);
      },
      onError,
    });
  };

  const isNothingFound = discover.data?.candidates.length === 0;
  const error = subscribing.error ?? discover.error;
  const problem = isNothingFound
    ? errorSentence('not-a-feed')
    : error !== null && existingFeed(error) === null
      ? sentenceFor(error)
      : null;
  const progress = discover.isPending
    ? 'Looking for feeds…'
    : subscribing.isPending
      ? 'Subscribing…'
      : null;
  return { find, subscribe, progress, problem: progress === null ? problem : null };
}
