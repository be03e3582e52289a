import { useState } from 'react';
import { ReaderError } from '../../../../shared/errors';
import { FeedId, type FeedCandidate, type SignIn } from '../../../../shared/model';
import { errorSentence, sentenceFor } from '../../api/errorWords';
import { useDiscoverFeeds, useSubscribe } from '../../api/feeds';
import { useSavePage } from '../../api/pages';
import { useUiStore } from '../../state/uiStore';
import { isolate } from '../../ui/isolate';
import { hostOf, isWithoutEncryption } from './addressWords';
import { useShowSavedPage } from './useShowSavedPage';

/** What a server, or the address itself, makes necessary to ask the person. */
type Question =
  | { readonly kind: 'private'; readonly host: string }
  /** `wasRefused`: a name and a password were given already, and the server did not take them. */
  | { readonly kind: 'signIn'; readonly host: string; readonly wasRefused: boolean };

export interface AddFeed {
  readonly find: (address: string) => void;
  readonly subscribe: (url: string) => void;
  /** Keeps the page that has no feed, and opens it. */
  readonly savePage: () => void;
  /** Says yes to the question, or answers it, and goes on where it came up. */
  readonly answer: (answers: Partial<Answers>) => void;
  /** Back to the address, with nothing asked. */
  readonly forget: () => void;
  readonly question: Question | null;
  /** What is going on, while something is. */
  readonly progress: string | null;
  /** Why the last try failed. */
  readonly problem: string | null;
  /** The address that was asked and has no feed. */
  readonly withoutFeed: string | null;
}

/** What the person said about the address of this attempt. */
interface Answers {
  readonly allowPrivate: boolean;
  readonly signIn: SignIn | null;
}

const NOTHING_SAID: Answers = { allowPrivate: false, signIn: null };

/** One try: what was typed, what is to come of it, and what was said about it. */
interface Attempt {
  readonly address: string;
  /** The feed that is to be subscribed to. */
  readonly url: string | null;
  /** The page itself is to be kept. */
  readonly isSaving: boolean;
  readonly answers: Answers;
}

/** The feed that is there already, when that is why subscribing failed. */
function existingFeed(error: unknown): FeedId | null {
  if (!(error instanceof ReaderError) || error.code !== 'duplicate-feed') return null;
  return FeedId.safeParse(error.details?.feedId).data ?? null;
}

/** The question that a failure comes down to; each is asked once, a password until it is right. */
function questionIn(error: unknown, { address, url, answers }: Attempt): Question | null {
  if (!(error instanceof ReaderError)) return null;
  const host = error.details?.host ?? hostOf(url ?? address);
  if (error.code === 'private-address' && !answers.allowPrivate) return { kind: 'private', host };
  if (error.code !== 'sign-in') return null;
  return { kind: 'signIn', host, wasRefused: answers.signIn !== null };
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
  const saving = useSavePage();
  const showSavedPage = useShowSavedPage();
  const [attempt, setAttempt] = useState<Attempt>({
    address: '',
    url: null,
    isSaving: false,
    answers: NOTHING_SAID,
  });
  // It stays while its answer is being tried, with what was typed into it.
  const [question, setQuestion] = useState<Question | null>(null);
  const { openView, toast } = useUiStore.getState();

  const show = (feedId: FeedId, sentence: string) => {
    onDone();
    openView({ kind: 'feed', feedId });
    toast(sentence);
  };
  const failed = (error: unknown, tried: Attempt) => {
    const feedId = existingFeed(error);
    if (feedId !== null) show(feedId, errorSentence('duplicate-feed'));
    else setQuestion(questionIn(error, tried));
  };

  const subscribeWith = (before: Attempt, url: string) => {
    const next = { ...before, url };
    setAttempt(next);
    subscribing.mutate(
      { url, ...next.answers },
      {
        onSuccess: ({ feedId, title }) => {
          const added = `Subscribed to “${isolate(title)}”.`;
          show(feedId, isWithoutEncryption(next.address, url) ? `${added} ${WITHOUT}` : added);
        },
        onError: (error) => {
          failed(error, next);
        },
      },
    );
  };
  const findWith = (next: Attempt) => {
    setAttempt(next);
    subscribing.reset();
    saving.reset();
    discover.mutate(
      { address: next.address, ...next.answers },
      {
        onSuccess: ({ candidates }) => {
          const [first, second] = candidates;
          if (first !== undefined && second === undefined) subscribeWith(next, first.url);
          else setQuestion(null);
          if (second !== undefined) onCandidates(candidates);
        },
        onError: (error) => {
          failed(error, next);
        },
      },
    );
  };

  const saveWith = (before: Attempt) => {
    const next = { ...before, isSaving: true };
    setAttempt(next);
    saving.mutate(
      { address: next.url ?? next.address, ...next.answers },
      {
        onSuccess: (saved) => {
          onDone();
          showSavedPage(saved);
        },
        onError: (error) => {
          setQuestion(questionIn(error, next));
        },
      },
    );
  };

  const search = discover.isPending
    ? 'Looking for feeds…'
    : subscribing.isPending
      ? 'Subscribing…'
      : null;
  const progress = saving.isPending ? 'Saving the page…' : search;
  const error = search === null ? (subscribing.error ?? discover.error) : null;
  const isWithoutFeed =
    search === null &&
    (discover.data?.candidates.length === 0 ||
      (error instanceof ReaderError && error.code === 'not-a-feed'));
  const problem = isWithoutFeed ? saving.error : error;
  const isPlainProblem = problem !== null && question === null && existingFeed(problem) === null;
  return {
    find: (address) => {
      findWith({ address, url: null, isSaving: false, answers: NOTHING_SAID });
    },
    subscribe: (url) => {
      subscribeWith(attempt, url);
    },
    savePage: () => {
      saveWith(attempt);
    },
    answer: (said) => {
      const next = { ...attempt, answers: { ...attempt.answers, ...said } };
      if (next.isSaving) saveWith(next);
      else if (next.url === null) findWith(next);
      else subscribeWith(next, next.url);
    },
    forget: () => {
      setQuestion(null);
      discover.reset();
      subscribing.reset();
      saving.reset();
    },
    question,
    progress,
    problem: isPlainProblem ? sentenceFor(problem) : null,
    withoutFeed: isWithoutFeed ? (attempt.url ?? attempt.address) : null,
  };
}

const WITHOUT = 'Its server offers no encryption, so others on the way can see it.';
