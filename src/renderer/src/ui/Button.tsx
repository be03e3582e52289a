import type { ComponentProps, MouseEvent, ReactNode } from 'react';
import './button.css';
import { Icon, type IconName } from './Icon';

type NativeButton = Omit<ComponentProps<'button'>, 'type'>;

/** A button with words on it. */
export function Button({
  look = 'quiet',
  submits = false,
  className = '',
  ...rest
}: NativeButton & { look?: 'primary' | 'quiet' | 'link'; submits?: boolean }): ReactNode {
  return (
    <button
      {...rest}
      className={`button button-${look} ${className}`}
      type={submits ? 'submit' : 'button'}
    />
  );
}

/** Keeps the keyboard where it was: Space after a click must page the article, not click again. */
function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** A button that is only an icon; its label is what it is called and what its tooltip says. */
export function IconButton({
  icon,
  label,
  shortcut,
  className = '',
  ...rest
}: NativeButton & { icon: IconName; label: string; shortcut?: string | undefined }): ReactNode {
  return (
    <button
      {...rest}
      aria-label={label}
      className={`icon-button ${className}`}
      title={shortcut === undefined ? label : `${label} (${shortcut})`}
      type="button"
      onMouseDown={keepFocus}
    >
      <Icon name={icon} size={17} />
    </button>
  );
}
