import { useId, type ReactNode } from 'react';
import './textField.css';

/** One of a list, chosen from the system's own menu. */
export function SelectField({
  label,
  hint,
  options,
  value,
  takesFocus = false,
  onChange,
}: {
  label: string;
  hint: string;
  options: readonly { readonly value: string; readonly label: string }[];
  value: string;
  onChange: (value: string) => void;
  /** For one that comes up by itself in a dialog that is open already. */
  takesFocus?: boolean;
}): ReactNode {
  const id = useId();
  const hintId = useId();
  return (
    <div className="text-field select-field">
      <label htmlFor={id}>{label}</label>
      <select
        // eslint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={takesFocus}
        aria-describedby={hintId}
        id={id}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <p className="field-hint" id={hintId}>
        {hint}
      </p>
    </div>
  );
}
