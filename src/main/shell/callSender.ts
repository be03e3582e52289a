import { APP_ORIGIN, isAppPage } from './appAddress';

/** As much of Electron's `WebFrameMain` as the judgement needs. */
export interface Frame {
  readonly url: string;
  readonly origin: string;
}

/** As much of Electron's `IpcMainInvokeEvent` as the judgement needs. */
export interface CallEvent<F extends Frame> {
  readonly sender: object;
  /** Null when the frame that called has gone or gone elsewhere since. */
  readonly senderFrame: F | null;
}

/** A window that may call, by the page it holds. */
export interface KnownPage<F extends Frame> {
  readonly contents: object;
  readonly mainFrame: F;
}

/**
 * True only for a call from the main frame of the app's own window while it shows the app's own
 * page. An unknown frame, a frame that is gone and an empty address all mean no.
 */
export function isTrustedSender<F extends Frame>(
  event: CallEvent<F>,
  known: KnownPage<F> | null,
): boolean {
  try {
    if (known === null) return false;
    if (event.sender !== known.contents) return false;
    const frame = event.senderFrame;
    if (frame === null || frame !== known.mainFrame) return false;
    return isAppPage(frame.url) && frame.origin === APP_ORIGIN;
  } catch {
    // Reading from a frame that has just been disposed of throws.
    return false;
  }
}
