import { useId, type ReactNode } from 'react';
import './checkbox.css';
import './textField.css';

/** Something that holds or does not, with what it means below. */
export function Checkbox({
  label,
  hint,
  isChecked,
  onChange,
}: {
  label: string;
  hint: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
}): ReactNode {
  const id = useId();
  const hintId = useId();
  return (
    <div className="checkbox">
      <input
        aria-describedby={hintId}
        checked={isChecked}
        id={id}
        type="checkbox"
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label htmlFor={id}>{label}</label>
      <p className="field-hint" id={hintId}>
        {hint}
      </p>
    </div>
  );
}
