// @ts-check
// Which suites the command line asks for.
import { SetupFailure } from '../setup/failure.mjs';
import { suiteNames } from './suites.mjs';

/**
 * @param {string[]} names what follows the command; nothing means everything
 * @returns {string[]} names of suites
 * @throws {SetupFailure} when there is no such suite
 */
export function chosenSuites(names) {
  const unknown = names.filter((name) => !suiteNames.includes(name));
  if (unknown.length > 0)
    throw new SetupFailure(
      `There is no suite called ${unknown.join(', ')}.`,
      `Choose from ${suiteNames.join(', ')}.`,
    );
  return names.length === 0 ? suiteNames : suiteNames.filter((name) => names.includes(name));
}
