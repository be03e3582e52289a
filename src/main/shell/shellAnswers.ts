import { safeStorage, session } from 'electron';
import type { ShellQuestion, ShellQuestions } from '../../shared/engineMessages';
import { openSealed, sealText } from './systemSafe';

/** One function for each question of the engine. */
export type ShellAnswers = {
  readonly [Q in ShellQuestion]: (
    input: ShellQuestions[Q]['input'],
  ) => Promise<ShellQuestions[Q]['output']>;
};

/** What only Electron knows. None of it sends anything. */
export const shellAnswers: ShellAnswers = {
  // Chromium knows every way in which a system can be told of a proxy.
  'proxy.resolve': (address) => session.defaultSession.resolveProxy(address),
  'safe.seal': (text) => sealText(text, safeStorage, process.platform),
  'safe.open': (sealed) => openSealed(sealed, safeStorage, process.platform),
};
