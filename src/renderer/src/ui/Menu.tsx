import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import './menu.css';

export interface MenuItem {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly onChoose: () => void;
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

/** A small menu at a point of the window. It closes when something is chosen, or focus leaves. */
export function Menu({
  label,
  items,
  place,
  onClose,
}: {
  label: string;
  items: readonly MenuItem[];
  place: MenuPlace;
  onClose: () => void;
}): ReactNode {
  const ref = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const menu = ref.current;
    const opener = document.activeElement;
    if (menu === null) return;
    // Measured once it exists, so that it never hangs out of the window.
    const { width, height } = menu.getBoundingClientRect();
    menu.style.left = `${String(Math.max(4, Math.min(place.x, window.innerWidth - width - 4)))}px`;
    menu.style.top = `${String(Math.max(4, Math.min(place.y, window.innerHeight - height - 4)))}px`;
    menu.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => {
      const isFocusLost =
        document.activeElement === document.body || menu.contains(document.activeElement);
      if (isFocusLost && opener instanceof HTMLElement) opener.focus();
    };
  }, [place]);

  const onKeyDown = (event: KeyboardEvent) => {
    const entries = [...(ref.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const index = entries.findIndex((entry) => entry === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) entries.at((index + step) % entries.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    if (event.key !== 'Enter' && event.key !== ' ') event.preventDefault();
    // As with a dialog, no key reaches past an open menu.
    event.stopPropagation();
  };

  return (
    <div
      ref={ref}
      aria-label={label}
      className="menu"
      role="menu"
      tabIndex={-1}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
      onKeyDown={onKeyDown}
    >
      {items.map((item) => (
        <button
          key={item.label}
          className="menu-item"
          role="menuitem"
          tabIndex={-1}
          type="button"
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          {item.label}
          {item.shortcut !== undefined && <kbd>{item.shortcut}</kbd>}
        </button>
      ))}
    </div>
  );
}
