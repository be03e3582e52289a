/**
 * How a button reaches a command. The table that carries commands out lives in `app`, above every
 * feature; features know only the name of what they want done.
 */
import { createContext, useContext } from 'react';
import type { CommandId } from '../../../shared/commands';

/** @param isRepeat true while a key is held down. */
export type RunCommand = (id: CommandId, isRepeat?: boolean) => void;

const refuse: RunCommand = (id) => {
  throw new Error(`Nothing here carries out ${id}.`);
};

export const CommandContext = createContext<RunCommand>(refuse);

export function useRunCommand(): RunCommand {
  return useContext(CommandContext);
}
