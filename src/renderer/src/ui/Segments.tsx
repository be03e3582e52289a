import { useId, type ReactNode } from 'react';
import './segments.css';

/** A choice between a few, all in sight: radio buttons drawn as one control. */
export function Segments<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { readonly value: Value; readonly label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}): ReactNode {
  const name = useId();
  return (
    <div aria-label={label} className="segments" role="radiogroup">
      {options.map((option) => (
        <label key={option.value} className="segment">
          <input
            checked={option.value === value}
            className="visually-hidden"
            name={name}
            type="radio"
            value={option.value}
            onChange={() => {
              onChange(option.value);
            }}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}
