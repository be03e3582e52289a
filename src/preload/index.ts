/** The pipe between the page and the main process: two functions, and no Electron object. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/channels';
import type { ReaderBridge } from '../shared/readerBridge';

const reader: ReaderBridge = {
  call: (method, input) => ipcRenderer.invoke(CALL_CHANNEL, method, input),
  on(listener) {
    // Electron's own event object holds the sender and must not reach the page.
    const forward = (_event: IpcRendererEvent, event: unknown): void => {
      listener(event);
    };
    ipcRenderer.on(EVENT_CHANNEL, forward);
    return () => {
      ipcRenderer.off(EVENT_CHANNEL, forward);
    };
  },
};

contextBridge.exposeInMainWorld('reader', reader);
