/** What a change of one feed's settings comes to. */
import type { FeedSettingsChange } from '../../shared/model';
import type { FetchState, PlainFeedSettings, WebHeader } from './ports';
import { NO_VALIDATORS } from './validators';

/** The settings with what is named in `change`; what is left out stays. */
export function changedSettings(
  before: PlainFeedSettings,
  change: FeedSettingsChange,
): PlainFeedSettings {
  const { isPaused, intervalMinutes, userAgent, allowsPrivate, fullText } = change;
  return {
    isPaused: isPaused ?? before.isPaused,
    // Null is an answer here, and only `undefined` is none.
    intervalMinutes: intervalMinutes === undefined ? before.intervalMinutes : intervalMinutes,
    userAgent: userAgent === undefined ? before.userAgent : userAgent,
    allowsPrivate: allowsPrivate ?? before.allowsPrivate,
    fullText: fullText ?? before.fullText,
  };
}

/** Whether a server may answer differently now, or is asked for the first time. */
export function isAskedOtherwise(before: PlainFeedSettings, after: PlainFeedSettings): boolean {
  const isNewlyAllowed = after.allowsPrivate && !before.allowsPrivate;
  return isNewlyAllowed || after.userAgent !== before.userAgent;
}

/** Whether two headers, or none, say the same to a server. */
export function isSameHeader(one: WebHeader | null, other: WebHeader | null): boolean {
  return one?.name === other?.name && one?.value === other?.value;
}

/**
 * What is known of fetching a feed whose address a person corrected: what it cost so far, and
 * nothing about a document or a failure of the old address.
 */
export function stateAtOtherAddress(state: FetchState): FetchState {
  return {
    ...state,
    validators: NO_VALIDATORS,
    bodyHash: null,
    nextDueAt: 0,
    nextAllowedAt: 0,
    wholeAt: null,
    refusesProbes: false,
    hints: null,
    movedTo: null,
    movedFirstAt: null,
    goneAt: null,
    failure: null,
  };
}
