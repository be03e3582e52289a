import { useId, useState, type ReactNode } from 'react';
import type { FeedDetails } from '../../../../shared/model';
import { sentenceFor } from '../../api/errorWords';
import { useSignIn } from '../../api/feedDetails';
import { Button } from '../../ui/Button';
import { SignInFields, useNameAndPassword } from '../../ui/SignInFields';

function stateWords({ hasCredentials, credentialsAreTemporary }: FeedDetails): string {
  if (!hasCredentials) return 'Not signed in.';
  return credentialsAreTemporary
    ? 'Signed in until Broadsheet is closed: this system has no store for passwords.'
    : 'Signed in. The password is in the password store of your system.';
}

/** Signing in to the server of one feed, and out again. Both are done at once, not with "Save". */
export function SignInSection({
  details,
  wantsSignIn,
}: {
  details: FeedDetails;
  /** True when this is what the settings were opened for. */
  wantsSignIn: boolean;
}): ReactNode {
  const { feed, hasCredentials } = details;
  const signIn = useSignIn(feed.id);
  const [isOpen, setOpen] = useState(wantsSignIn);
  const [typed, change, clear] = useNameAndPassword();
  const problemId = useId();
  const isEmpty = typed.username === '';
  const close = () => {
    setOpen(false);
    clear();
  };

  return (
    <section aria-label="Sign-in" className="sign-in">
      <h3>Sign-in</h3>
      <p aria-live="polite">{stateWords(details)}</p>
      {isOpen ? (
        <form
          aria-describedby={problemId}
          onSubmit={(event) => {
            event.preventDefault();
            if (!isEmpty && !signIn.isPending) signIn.mutate(typed, { onSuccess: close });
          }}
        >
          <SignInFields isInvalid={signIn.isError} typed={typed} onChange={change} />
          {feed.url.startsWith('http://') && (
            <p className="field-hint">
              This server offers no encryption, so others on the way can read the password.
            </p>
          )}
          <div className="sign-in-actions">
            <Button disabled={isEmpty || signIn.isPending} submits>
              Sign in
            </Button>
            <Button look="link" onClick={close}>
              Not now
            </Button>
          </div>
        </form>
      ) : (
        <div className="sign-in-actions">
          <Button
            onClick={() => {
              setOpen(true);
            }}
          >
            {hasCredentials ? 'Change…' : 'Sign in…'}
          </Button>
          {hasCredentials && (
            <Button
              disabled={signIn.isPending}
              onClick={() => {
                signIn.mutate(null);
              }}
            >
              Sign out
            </Button>
          )}
        </div>
      )}
      <p className="form-problem" id={problemId} role="alert">
        {signIn.error === null ? null : sentenceFor(signIn.error)}
      </p>
    </section>
  );
}
