/** Every event the engine or the shell announces. Events state facts; they never steer. */
import { z } from 'zod';
import { CommandId } from '../commands';
import { ArticleState, Counts, EngineStatus, FeedId, LibrarySpace, RefreshStatus } from '../model';

export const events = {
  /** Subscriptions, folders, titles or errors of feeds changed. */
  'feeds.changed': z.strictObject({}),
  /** Articles came or went. Sent after commit. */
  'articles.changed': z.strictObject({
    changes: z.array(
      z.strictObject({ feedId: FeedId, added: z.int().nonnegative(), removed: z.boolean() }),
    ),
  }),
  /** Read or bookmark marks changed, with the marks as they are now. */
  'articles.stateChanged': z.strictObject({ states: z.array(ArticleState) }),
  'counts.changed': Counts,
  /** At most ten a second; the last one has a state other than `running`. */
  'refresh.progress': RefreshStatus,
  /** Sent when it changes, and each minute while there is little. */
  'library.space': z.strictObject({ space: LibrarySpace }),
  'engine.status': EngineStatus,
  /** A menu entry was chosen. */
  'menu.command': z.strictObject({ command: CommandId }),
};

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.infer<(typeof events)[N]>;

/** An event on its way to the window. */
export type ReaderEvent = {
  [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> };
}[EventName];
