import { useId, type ReactNode } from 'react';
import type { SignIn } from '../../../../shared/model';
import { Button } from '../../ui/Button';
import { isolate } from '../../ui/isolate';
import { SignInFields, useNameAndPassword } from '../../ui/SignInFields';
import { FormStatus } from './FormStatus';

/** Asks for what the server asks for. What was typed stays when the server does not take it. */
export function SignInForm({
  host,
  wasRefused,
  progress,
  onSignIn,
  onBack,
}: {
  host: string;
  wasRefused: boolean;
  progress: string | null;
  onSignIn: (signIn: SignIn) => void;
  onBack: () => void;
}): ReactNode {
  const [typed, change] = useNameAndPassword();
  const statusId = useId();
  const isEmpty = typed.username === '';
  return (
    <form
      className="subscribe-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && progress === null) onSignIn(typed);
      }}
    >
      <p className="subscribe-question">
        <strong>{isolate(host)}</strong> wants a name and a password.
      </p>
      <SignInFields isInvalid={wasRefused} typed={typed} onChange={change} />
      <FormStatus
        id={statusId}
        problem={wasRefused && progress === null ? 'It did not take this name and password.' : null}
        progress={progress}
      />
      <div className="dialog-actions">
        <Button onClick={onBack}>Another address</Button>
        <Button disabled={isEmpty || progress !== null} look="primary" submits>
          Sign in
        </Button>
      </div>
    </form>
  );
}
