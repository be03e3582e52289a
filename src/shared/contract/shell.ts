import { z } from 'zod';
import { EngineStatus, LibraryWay, MAX_ADDRESS_LENGTH } from '../model';
import { shellCommand } from './define';
import { MAX_OPML_LENGTH } from './collections';

/** What only the main process can do. */
export const shell = {
  /** Opens an http, https or mailto address outside the app; anything else is refused. */
  'shell.openExternal': shellCommand(
    z.strictObject({ url: z.string().min(1).max(MAX_ADDRESS_LENGTH) }),
    z.strictObject({ opened: z.boolean() }),
  ),
  /** Lets the person choose an OPML file; null when they change their mind. */
  'shell.chooseOpmlFile': shellCommand(
    z.strictObject({}),
    z.strictObject({ name: z.string(), text: z.string().max(MAX_OPML_LENGTH) }).nullable(),
  ),
  /** Answered by the shell, because it must work when the engine does not. */
  'shell.engineStatus': shellCommand(z.strictObject({}), EngineStatus),
  /** Opens the library in another way, after it could not be opened as usual. */
  'shell.openLibrary': shellCommand(z.strictObject({ way: LibraryWay }), z.strictObject({})),
  /** Shows the folder of the library in the system's file manager. */
  'shell.showLibrary': shellCommand(z.strictObject({}), z.strictObject({})),
};
