import { useState, type ReactNode } from 'react';
import { TextField } from './TextField';

export interface NameAndPassword {
  readonly username: string;
  readonly password: string;
}

const NOBODY: NameAndPassword = { username: '', password: '' };

/** What is typed into `SignInFields`, kept outside of them so that a failure does not lose it. */
export function useNameAndPassword(): [
  NameAndPassword,
  (change: Partial<NameAndPassword>) => void,
  () => void,
] {
  const [typed, setTyped] = useState(NOBODY);
  return [
    typed,
    (change) => {
      setTyped((before) => ({ ...before, ...change }));
    },
    () => {
      setTyped(NOBODY);
    },
  ];
}

/** A name and a password for a server. */
export function SignInFields({
  typed,
  isInvalid,
  onChange,
}: {
  typed: NameAndPassword;
  /** True when the server did not take them. */
  isInvalid: boolean;
  onChange: (change: Partial<NameAndPassword>) => void;
}): ReactNode {
  return (
    <div className="sign-in-fields">
      <TextField
        // They come because they were asked for, and typing goes on there.
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        data-initial-focus
        aria-invalid={isInvalid}
        label="Name"
        maxLength={255}
        required
        value={typed.username}
        onChange={(event) => {
          onChange({ username: event.target.value });
        }}
      />
      <TextField
        aria-invalid={isInvalid}
        label="Password"
        maxLength={1024}
        type="password"
        value={typed.password}
        onChange={(event) => {
          onChange({ password: event.target.value });
        }}
      />
    </div>
  );
}
