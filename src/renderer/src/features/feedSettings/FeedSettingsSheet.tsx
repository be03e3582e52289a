import { useId, useState, type ReactNode } from 'react';
import type { FeedDetails } from '../../../../shared/model';
import { sentenceFor } from '../../api/errorWords';
import { useConfigureFeed } from '../../api/feedDetails';
import { Button } from '../../ui/Button';
import { Ledger } from './Ledger';
import { MovedNotice } from './MovedNotice';
import { SettingsForm } from './SettingsForm';
import { changeBetween, draftOf, problemsOf, type DraftProblems } from './settingsDraft';
import { SignInSection } from './SignInSection';

/** The settings of a feed once they are read. */
export function FeedSettingsSheet({
  details,
  intoTitle,
  wantsSignIn,
  onJoin,
  onClose,
}: {
  details: FeedDetails;
  /** The feed this one has moved to, if that is subscribed to as well. */
  intoTitle: string | null;
  wantsSignIn: boolean;
  onJoin: () => void;
  onClose: () => void;
}): ReactNode {
  const { feed, settings, ledger } = details;
  const formId = useId();
  // What comes from the engine while the dialog is open must not change what is being typed.
  const [before] = useState(() => draftOf(feed, settings));
  const [draft, setDraft] = useState(before);
  const [problems, setProblems] = useState<DraftProblems>({});
  const configure = useConfigureFeed(feed.id);

  const save = () => {
    const change = changeBetween(before, draft);
    const found = problemsOf(change);
    setProblems(found);
    if (Object.keys(found).length > 0 || configure.isPending) return;
    if (Object.keys(change).length === 0) onClose();
    else configure.mutate(change, { onSuccess: onClose });
  };

  return (
    <>
      {feed.isGone && (
        <div className="settings-notice">
          <p>Its publisher took this feed down for good. It is not asked any more.</p>
        </div>
      )}
      {intoTitle !== null && <MovedNotice intoTitle={intoTitle} onJoin={onJoin} />}
      <div className="feed-settings">
        <SettingsForm
          draft={draft}
          id={formId}
          ledger={ledger}
          problems={problems}
          takesFocus={!wantsSignIn}
          onChange={(change) => {
            setDraft((current) => ({ ...current, ...change }));
          }}
          onSubmit={save}
        />
        <div className="feed-settings-aside">
          <Ledger details={details} />
          <SignInSection details={details} wantsSignIn={wantsSignIn} />
        </div>
      </div>
      <p className="form-problem" role="alert">
        {configure.error === null ? null : sentenceFor(configure.error)}
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>Cancel</Button>
        <Button disabled={configure.isPending} form={formId} look="primary" submits>
          Save
        </Button>
      </div>
    </>
  );
}
