import { useState, type ReactNode } from 'react';
import { MAX_ADDRESS_LENGTH, type FeedLedger } from '../../../../shared/model';
import { Checkbox } from '../../ui/Checkbox';
import { formatMinutes } from '../../ui/formatAmount';
import { SelectField } from '../../ui/SelectField';
import { TextField } from '../../ui/TextField';
import { intervalChoices } from './intervalChoices';
import type { DraftProblems, SettingsDraft } from './settingsDraft';

const OWN_RHYTHM = 'own';
/** Longest User-Agent and header, in characters; that of the contract. */
const LONGEST_VALUE = 512;

function rhythmHint(ledger: FeedLedger): string {
  return ledger.rhythmMinutes === null
    ? 'How often it has something new is not known yet.'
    : `It has something new about every ${formatMinutes(ledger.rhythmMinutes)}.`;
}

/** What can be set for one feed. Its buttons stand elsewhere, at the foot of the dialog. */
export function SettingsForm({
  id,
  draft,
  problems,
  ledger,
  takesFocus,
  onChange,
  onSubmit,
}: {
  id: string;
  draft: SettingsDraft;
  problems: DraftProblems;
  ledger: FeedLedger;
  /** False when something else in the dialog is what it was opened for. */
  takesFocus: boolean;
  onChange: (change: Partial<SettingsDraft>) => void;
  onSubmit: () => void;
}): ReactNode {
  // What is set already is not hidden; after that a person opens and closes it.
  const [isMoreSet] = useState(() => hasMore(draft));
  const hasProblemBelow = problems.userAgent !== undefined || problems.header !== undefined;
  return (
    <form
      className="feed-settings-form"
      id={id}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <TextField
        aria-invalid={problems.address !== undefined}
        dir="ltr"
        hint={problems.address}
        inputMode="url"
        label="Address"
        maxLength={MAX_ADDRESS_LENGTH}
        value={draft.address}
        onChange={(event) => {
          onChange({ address: event.target.value });
        }}
      />
      <SelectField
        takesFocus={takesFocus}
        hint={rhythmHint(ledger)}
        label="Ask for news"
        options={intervalChoices(draft.intervalMinutes).map(({ minutes, label }) => ({
          value: minutes === null ? OWN_RHYTHM : String(minutes),
          label,
        }))}
        value={draft.intervalMinutes === null ? OWN_RHYTHM : String(draft.intervalMinutes)}
        onChange={(value) => {
          onChange({ intervalMinutes: value === OWN_RHYTHM ? null : Number(value) });
        }}
      />
      <Checkbox
        hint="For a feed that gives only the beginnings. The pages are fetched beforehand, so that they are there offline."
        isChecked={draft.fullText}
        label="Keep the full text of its articles"
        onChange={(fullText) => {
          onChange({ fullText });
        }}
      />
      <Checkbox
        hint="Nothing new is fetched; its articles stay."
        isChecked={draft.isPaused}
        label="Pause this feed"
        onChange={(isPaused) => {
          onChange({ isPaused });
        }}
      />
      <Checkbox
        hint="Without this, Broadsheet never asks a machine of your own."
        isChecked={draft.allowsPrivate}
        label="It may be on this computer or my own network"
        onChange={(allowsPrivate) => {
          onChange({ allowsPrivate });
        }}
      />
      <details className="feed-settings-more" open={isMoreSet || hasProblemBelow}>
        <summary>User-Agent and extra header</summary>
        <TextField
          aria-invalid={problems.userAgent !== undefined}
          dir="ltr"
          hint={problems.userAgent ?? 'Leave it empty, and Broadsheet gives its own name.'}
          label="User-Agent"
          maxLength={LONGEST_VALUE}
          value={draft.userAgent}
          onChange={(event) => {
            onChange({ userAgent: event.target.value });
          }}
        />
        <div className="feed-settings-header">
          <TextField
            aria-invalid={problems.header !== undefined}
            dir="ltr"
            label="Extra header name"
            maxLength={64}
            value={draft.headerName}
            onChange={(event) => {
              onChange({ headerName: event.target.value });
            }}
          />
          <TextField
            aria-invalid={problems.header !== undefined}
            dir="ltr"
            label="Extra header value"
            maxLength={LONGEST_VALUE}
            value={draft.headerValue}
            onChange={(event) => {
              onChange({ headerValue: event.target.value });
            }}
          />
        </div>
        {problems.header !== undefined && <p className="field-hint">{problems.header}</p>}
      </details>
    </form>
  );
}

function hasMore({ userAgent, headerName, headerValue }: SettingsDraft): boolean {
  return userAgent !== '' || headerName !== '' || headerValue !== '';
}
