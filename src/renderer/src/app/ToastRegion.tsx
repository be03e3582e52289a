import { useCallback, type ReactNode } from 'react';
import { useUndo } from '../api/undo';
import { useUiStore, type ToastMessage } from '../state/uiStore';
import { Toast } from '../ui/Toast';

function ToastItem({ message }: { message: ToastMessage }): ReactNode {
  const dismissToast = useUiStore((state) => state.dismissToast);
  const undo = useUndo();
  const onDismiss = useCallback(() => {
    dismissToast(message.id);
  }, [dismissToast, message.id]);
  const entry = message.undo;
  return (
    <Toast
      action={
        entry && {
          label: 'Undo',
          onChoose: () => {
            undo(entry);
          },
        }
      }
      isLasting={entry?.kind === 'removeFeed'}
      text={message.text}
      tone={message.tone}
      onDismiss={onDismiss}
    />
  );
}

/** Short messages at the foot of the window, read out politely. */
export function ToastRegion(): ReactNode {
  const toasts = useUiStore((state) => state.toasts);
  return (
    <div aria-live="polite" className="toast-region" role="status">
      {toasts.map((message) => (
        <ToastItem key={message.id} message={message} />
      ))}
    </div>
  );
}
