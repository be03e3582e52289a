// @ts-check
// The one way a script gives up: a plain sentence about what went wrong, and one about what to do next.
import { stopShowing } from './progress.mjs';
import { endCommands } from './runCommand.mjs';

/** A failure that a person can act on. It is shown without a stack trace. */
export class SetupFailure extends Error {
  /**
   * @param {string} sentence what went wrong, one whole sentence
   * @param {string} next what to do about it, one whole sentence
   */
  constructor(sentence, next) {
    super(sentence);
    this.name = 'SetupFailure';
    this.next = next;
  }
}

/**
 * The two lines shown for any thrown value.
 * @param {unknown} error what was thrown
 * @returns {string} two lines, without a line break at the end
 */
export function failureText(error) {
  if (error instanceof SetupFailure) return `Stopped: ${error.message}\nNext: ${error.next}`;
  const reason = error instanceof Error ? error.message : String(error);
  const firstLine = reason.split('\n')[0];
  return `Stopped: Something unexpected went wrong (${firstLine}).\nNext: Run it again with BROADSHEET_DEBUG=1 to see where, and report it.`;
}

/**
 * Prints a failure, ends what is still running, and ends the process with exit code 1.
 * @param {unknown} error what was thrown
 * @param {string} [lastLine] what is printed after it
 * @returns {Promise<never>}
 */
export async function giveUp(error, lastLine = '') {
  // The running tasks are of no interest any more; on a terminal their line would stand before the sentence.
  stopShowing();
  if (process.env.BROADSHEET_DEBUG === '1') console.error(error);
  await endCommands();
  return await endProcess(`${[failureText(error), lastLine].join('\n').trimEnd()}\n`, 1);
}

/**
 * Ends the process after some last words, whatever else may still be under way.
 * @param {string} words
 * @param {number} code the exit code
 * @returns {Promise<never>}
 */
export function endProcess(words, code) {
  // Into a pipe they may be written later, and leaving at once would lose them.
  return new Promise(() => process.stdout.write(words, () => process.exit(code)));
}
