import { useId, type ComponentProps, type ReactNode } from 'react';
import './textField.css';

/** A line to type into, with what it is called above it and what there is to know below. */
export function TextField({
  label,
  hint,
  className = '',
  ...rest
}: Omit<ComponentProps<'input'>, 'id'> & { label: string; hint?: ReactNode }): ReactNode {
  const id = useId();
  const hintId = useId();
  return (
    <div className={`text-field ${className}`}>
      <label htmlFor={id}>{label}</label>
      <input
        aria-describedby={hint === undefined ? undefined : hintId}
        autoCapitalize="off"
        autoComplete="off"
        spellCheck={false}
        type="text"
        {...rest}
        id={id}
      />
      {hint !== undefined && (
        <p className="field-hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  );
}
