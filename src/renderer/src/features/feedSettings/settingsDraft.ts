/** The settings as they stand in the form, where everything is text, and what of them has changed. */
import {
  FeedSettings,
  FeedSettingsChange,
  type Feed,
  type FeedSettings as Settings,
} from '../../../../shared/model';

export interface SettingsDraft {
  readonly address: string;
  readonly intervalMinutes: number | null;
  readonly isPaused: boolean;
  readonly allowsPrivate: boolean;
  readonly fullText: boolean;
  readonly userAgent: string;
  readonly headerName: string;
  readonly headerValue: string;
}

/** The fields that can hold something a server would not understand, each with what is wrong. */
export type DraftProblems = Partial<Record<'address' | 'userAgent' | 'header', string>>;

export function draftOf(feed: Feed, settings: Settings): SettingsDraft {
  return {
    address: feed.url,
    intervalMinutes: settings.intervalMinutes,
    isPaused: settings.isPaused,
    allowsPrivate: settings.allowsPrivate,
    fullText: settings.fullText,
    userAgent: settings.userAgent ?? '',
    headerName: settings.header?.name ?? '',
    headerValue: settings.header?.value ?? '',
  };
}

/** The draft as the engine takes it: trimmed, and null where a field is empty. */
function settingsOf(draft: SettingsDraft): Required<FeedSettingsChange> {
  const userAgent = draft.userAgent.trim();
  const name = draft.headerName.trim();
  const value = draft.headerValue.trim();
  return {
    url: draft.address.trim(),
    intervalMinutes: draft.intervalMinutes,
    isPaused: draft.isPaused,
    allowsPrivate: draft.allowsPrivate,
    fullText: draft.fullText,
    userAgent: userAgent === '' ? null : userAgent,
    header: name === '' && value === '' ? null : { name, value },
  };
}

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** What a person changed, and nothing else: what came from elsewhere meanwhile stays as it is. */
export function changeBetween(before: SettingsDraft, after: SettingsDraft): FeedSettingsChange {
  const was: Readonly<Record<string, unknown>> = settingsOf(before);
  const changed = Object.entries(settingsOf(after)).filter(([key, value]) => {
    return !isSame(was[key], value);
  });
  return Object.fromEntries(changed);
}

/** Judged by the contract's own schemas, so that nothing is refused later without words. */
export function problemsOf(change: FeedSettingsChange): DraftProblems {
  const { url, userAgent, header } = FeedSettingsChange.shape;
  const { name } = FeedSettings.shape.header.unwrap().shape;
  const problems: DraftProblems = {};
  if (!url.safeParse(change.url).success) problems.address = 'A feed needs an address.';
  if (!userAgent.safeParse(change.userAgent).success) {
    problems.userAgent = 'Only plain letters, digits and signs can be sent, up to 512.';
  }
  if (!header.safeParse(change.header).success) {
    problems.header = name.safeParse(change.header?.name).success
      ? 'A header needs a value of plain letters, digits and signs, up to 512.'
      : 'This name cannot be sent as a header.';
  }
  return problems;
}
