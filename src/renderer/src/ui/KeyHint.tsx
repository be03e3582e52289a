import type { ReactNode } from 'react';
import './keyHint.css';
import { describeKey } from './describeKey';

/** A key of the keyboard, drawn as one. */
export function KeyHint({ keys }: { keys: string }): ReactNode {
  return <kbd className="key-hint">{describeKey(keys)}</kbd>;
}
