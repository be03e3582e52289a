import { useCallback, type ReactNode } from 'react';
import { HelpDialog } from '../features/help/HelpDialog';
import { SubscribeDialog } from '../features/subscribe/SubscribeDialog';
import { useUiStore } from '../state/uiStore';

/** The dialog that is open, if one is. */
export function Dialogs(): ReactNode {
  const dialog = useUiStore((state) => state.dialog);
  const openDialog = useUiStore((state) => state.openDialog);
  const close = useCallback(() => {
    openDialog(null);
  }, [openDialog]);
  if (dialog === 'addFeed') return <SubscribeDialog onClose={close} />;
  if (dialog === 'help') return <HelpDialog onClose={close} />;
  return null;
}
