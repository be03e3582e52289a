import { useEffect, useId, useRef, type ReactNode } from 'react';
import { MAX_ADDRESS_LENGTH } from '../../../../shared/model';
import { Button } from '../../ui/Button';
import { FormStatus } from './FormStatus';
import { NoFeedHere } from './NoFeedHere';

/** The one field. What was typed stays when it fails, for most failures are a slip of a finger. */
export function AddressForm({
  address,
  hasReturned,
  problem,
  withoutFeed,
  progress,
  onChange,
  onSubmit,
  onSavePage,
}: {
  address: string;
  /** True when the field is here again, and goes on with the focus. */
  hasReturned: boolean;
  problem: string | null;
  /** The address that was asked and has no feed. */
  withoutFeed: string | null;
  progress: string | null;
  onChange: (address: string) => void;
  onSubmit: () => void;
  /** Keeps the page that has no feed. */
  onSavePage: () => void;
}): ReactNode {
  const fieldId = useId();
  const statusId = useId();
  const field = useRef<HTMLInputElement>(null);
  const isEmpty = address.trim() === '';

  const hasFailed = problem !== null || withoutFeed !== null;

  useEffect(() => {
    if (hasFailed) field.current?.select();
  }, [hasFailed]);

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
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={hasReturned}
        aria-describedby={statusId}
        aria-invalid={hasFailed}
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
      {withoutFeed === null ? (
        <FormStatus id={statusId} problem={problem} progress={progress} />
      ) : (
        <NoFeedHere
          address={withoutFeed}
          problem={problem}
          progress={progress}
          onSave={onSavePage}
        />
      )}
      <div className="dialog-actions">
        <Button disabled={isEmpty || progress !== null} look="primary" submits>
          Add feed
        </Button>
      </div>
    </form>
  );
}
