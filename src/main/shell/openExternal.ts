import { dialog, shell } from 'electron';
import { judgeExternalAddress } from './externalAddress';

export type OpenOutcome = 'opened' | 'declined' | 'refused';

/**
 * Opens an address in the person's browser or mail program. The only way out of the app.
 *
 * @param window the window a question is shown on.
 * @returns `refused` for an address that may not be opened, `declined` when the person said no.
 * @throws when the operating system has no program for it.
 */
export async function openExternal(
  address: string,
  window: Electron.BaseWindow,
): Promise<OpenOutcome> {
  const judged = judgeExternalAddress(address);
  if (judged === null) return 'refused';
  if (judged.privateHost !== null && !(await confirms(judged.privateHost, window))) {
    return 'declined';
  }
  await shell.openExternal(judged.href);
  return 'opened';
}

async function confirms(host: string, window: Electron.BaseWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: `Open an address on your own network?`,
    detail: `This link leads to ${host}, which is on this computer or near it. Open it only if you know what answers there.`,
    buttons: ['Open', 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}
