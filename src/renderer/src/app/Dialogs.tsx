import { useCallback, type ReactNode } from 'react';
import { FeedSettingsDialog } from '../features/feedSettings/FeedSettingsDialog';
import { HelpDialog } from '../features/help/HelpDialog';
import { PrivateFeedsDialog } from '../features/subscribe/PrivateFeedsDialog';
import { SubscribeDialog } from '../features/subscribe/SubscribeDialog';
import { useUiStore } from '../state/uiStore';

/** The dialog that is open, if one is. */
export function Dialogs(): ReactNode {
  const dialog = useUiStore((state) => state.dialog);
  const openDialog = useUiStore((state) => state.openDialog);
  const close = useCallback(() => {
    openDialog(null);
  }, [openDialog]);
  switch (dialog?.kind) {
    case 'addFeed':
      return <SubscribeDialog onClose={close} />;
    case 'help':
      return <HelpDialog onClose={close} />;
    case 'feedSettings':
      return (
        <FeedSettingsDialog
          key={dialog.feedId}
          feedId={dialog.feedId}
          wantsSignIn={dialog.wantsSignIn}
          onClose={close}
        />
      );
    case 'privateFeeds':
      return <PrivateFeedsDialog feedIds={dialog.feedIds} onClose={close} />;
    case undefined:
      return null;
  }
}
