import type { QueryClient } from '@tanstack/react-query';
import type { CommandId } from '../../../../shared/commands';
import type { RunCommand } from '../../state/commandContext';
import { isLibraryLost, isLibraryOpen } from './isLibraryOpen';

/** Commands that need nothing of what is still being read. */
const AT_ONCE: ReadonlySet<CommandId> = new Set<CommandId>([
  'feed.add',
  'feed.importOpml',
  'nav.backOrClose',
  'app.help',
]);

/**
 * Keeps what a person asks for while the library, or the list of a view, is still being read, and
 * carries it out in the same order once it is there: nobody should have to press a key twice.
 */
export class CommandQueue {
  readonly #client: QueryClient;
  readonly #carryOut: RunCommand;
  #waiting: CommandId[] = [];
  #stopListening: (() => void) | null = null;

  constructor(client: QueryClient, carryOut: RunCommand) {
    this.#client = client;
    this.#carryOut = carryOut;
  }

  readonly run: RunCommand = (id, isRepeat) => {
    if (id !== 'app.help' && isLibraryLost(this.#client)) return;
    if (AT_ONCE.has(id) || (this.#waiting.length === 0 && isLibraryOpen(this.#client))) {
      this.#carryOut(id, isRepeat);
    } else if (isRepeat !== true) {
      // A key held down asks for many steps, but not for those of a list one cannot see.
      this.#waiting.push(id);
      this.#stopListening ??= this.#client.getQueryCache().subscribe(() => {
        if (isLibraryOpen(this.#client)) this.#carryOutWaiting();
      });
    }
  };

  /** Forgets what is waiting. */
  stop(): void {
    this.#stopListening?.();
    this.#stopListening = null;
    this.#waiting = [];
  }

  #carryOutWaiting(): void {
    const waiting = this.#waiting;
    this.stop();
    for (const id of waiting) this.run(id);
  }
}
