import { useUiStore } from '../state/uiStore';
import { sentenceFor } from './errorWords';

/** Tells the person that something they asked for did not happen. */
export function showError(error: unknown): void {
  useUiStore.getState().toast(sentenceFor(error), { tone: 'error' });
}
