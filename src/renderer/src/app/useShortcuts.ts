import { useCallback, useEffect, useState } from 'react';
import type { RunCommand } from '../state/commandContext';
import { useUiStore } from '../state/uiStore';
import { isApple } from '../ui/describeKey';
import { Chord } from './keys/chord';
import { handleKey } from './keys/handleKey';

/**
 * Listens to the window's keys, and returns the same listener for the article frame, whose keys
 * never reach the window by themselves.
 */
export function useShortcuts(run: RunCommand): (event: KeyboardEvent) => void {
  const [chord] = useState(
    () =>
      new Chord((chordStart) => {
        useUiStore.getState().setChordStart(chordStart);
      }),
  );
  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const isDialogOpen = useUiStore.getState().dialog !== null;
      handleKey(event, { isApple, isDialogOpen, chord }, run);
    },
    [run, chord],
  );
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      chord.take();
    };
  }, [onKeyDown, chord]);
  return onKeyDown;
}
