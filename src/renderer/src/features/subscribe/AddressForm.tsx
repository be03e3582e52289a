import { useEffect, useId, useRef, type ReactNode } from 'react';
import { MAX_ADDRESS_LENGTH } from '../../../../shared/model';
import { Button } from '../../ui/Button';
import { FormStatus } from './FormStatus';

/** The one field. What was typed stays when it fails, for most failures are a slip of a finger. */
export function AddressForm({
  address,
  problem,
  progress,
  onChange,
  onSubmit,
}: {
  address: string;
  problem: string | null;
  progress: string | null;
  onChange: (address: string) => void;
  onSubmit: () => void;
}): ReactNode {
  const fieldId = useId();
  const statusId = useId();
  const field = useRef<HTMLInputElement>(null);
  const isEmpty = address.trim() === '';

  useEffect(() => {
    if (problem !== null) field.current?.select();
  }, [problem]);

  return (
    <form
      className="subscribe-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isEmpty) field.current?.focus();
        else if (progress === null) onSubmit();
      }}
    >
      <label htmlFor={fieldId}>Address of a feed, or of a site</label>
      <input
        ref={field}
        data-initial-focus
        aria-describedby={statusId}
        aria-invalid={problem !== null}
        autoCapitalize="off"
        autoComplete="off"
        dir="ltr"
        id={fieldId}
        inputMode="url"
        maxLength={MAX_ADDRESS_LENGTH}
        placeholder="example.org"
        spellCheck={false}
        type="text"
        value={address}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      />
      <FormStatus id={statusId} problem={problem} progress={progress} />
      <div className="dialog-actions">
        <Button disabled={isEmpty || progress !== null} look="primary" submits>
          Add feed
        </Button>
      </div>
    </form>
  );
}
