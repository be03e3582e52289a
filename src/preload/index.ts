/** The pipe between the page and the main process: two functions, and no Electron object. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from '../shared/channels';
import type { ReaderBridge } from '../shared/readerBridge';
import type { Reply } from '../shared/rpc';
import { isPlainData } from './plainData';

const REFUSED: Reply = {
  ok: false,
  error: { code: 'invalid-input', message: 'The input is not plain data.' },
};

const reader: ReaderBridge = {
  call: (method, input) =>
    isPlainData(input) ? ipcRenderer.invoke(CALL_CHANNEL, method, input) : Promise.resolve(REFUSED),
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
