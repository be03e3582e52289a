/**
 * Names, passwords and private headers of feeds. They are stored only as the system's safe sealed
 * them; where there is none, they are kept in memory until the app closes.
 */
import { z } from 'zod';
import { ReaderError } from '../../shared/errors';
import type { FeedId } from '../../shared/model';
import type { Credentials, FeedSettingsStore, Log, Safe, WebHeader } from '../core/ports';
import { mayReceive } from '../core/secretOrigin';

const Secrets = z.strictObject({
  /** Where they were meant for: they are never sent to another server, wherever a feed moves. */
  origin: z.string(),
  credentials: z.strictObject({ username: z.string(), password: z.string() }).nullable(),
  header: z.strictObject({ name: z.string(), value: z.string() }).nullable(),
});
type Secrets = z.infer<typeof Secrets>;

/** What is kept for one feed at its present address. */
export interface KnownSecrets {
  readonly credentials: Credentials | null;
  readonly header: WebHeader | null;
  /** Kept until the app closes, and no longer. */
  readonly isTemporary: boolean;
  /** Something is stored that the safe cannot open, any more or while it is locked. */
  readonly isLost: boolean;
}

export interface SecretsChange {
  readonly credentials?: Credentials | null;
  readonly header?: WebHeader | null;
}

export interface FeedSecretsParts {
  readonly settings: FeedSettingsStore;
  readonly safe: Safe;
  readonly log: Log;
}

export const NO_SECRETS: KnownSecrets = {
  credentials: null,
  header: null,
  isTemporary: false,
  isLost: false,
};

/** What is kept for a feed cannot be read any more, as on another machine. */
export function lostSecrets(url: string): ReaderError {
  return new ReaderError('sign-in', 'What was kept for this feed cannot be read any more.', {
    host: new URL(url).host,
  });
}

export class FeedSecrets {
  readonly #temporary = new Map<FeedId, Secrets>();
  /** Resolves when the change before is done: two at once would each forget the other's. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: FeedSecretsParts) {}

  /**
   * @param url the feed's present address.
   * @throws ReaderError `unavailable` when the safe does not answer.
   */
  async of(feedId: FeedId, url: string): Promise<KnownSecrets> {
    const temporary = this.#temporary.get(feedId);
    const sealed = this.parts.settings.sealed(feedId);
    if (temporary === undefined && sealed === null) return NO_SECRETS;
    const secrets = temporary ?? (sealed === null ? null : await this.#open(feedId, sealed));
    if (secrets === null) return { ...NO_SECRETS, isLost: true };
    if (!mayReceive(secrets.origin, url)) return NO_SECRETS;
    const { credentials, header } = secrets;
    return { credentials, header, isTemporary: temporary !== undefined, isLost: false };
  }

  /**
   * Keeps what is given, forgets what is given as null, and leaves the rest.
   *
   * @param url the feed's present address, which the secrets are for.
   * @throws ReaderError `sign-in` when something is kept that cannot be read just now, and the change
   *   would lose it; `unavailable` when the safe does not answer.
   */
  keep(feedId: FeedId, url: string, change: SecretsChange): Promise<void> {
    const result = this.#turn.then(() => this.#keep(feedId, url, change));
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async #keep(feedId: FeedId, url: string, change: SecretsChange): Promise<void> {
    const { settings } = this.parts;
    const before = await this.of(feedId, url);
    if (before.isLost && change.credentials === undefined) throw lostSecrets(url);
    const credentials = change.credentials === undefined ? before.credentials : change.credentials;
    const header = change.header === undefined ? before.header : change.header;
    if (credentials === null && header === null) {
      if (before.isLost && !(await this.#isOpen())) throw lostSecrets(url);
      this.#temporary.delete(feedId);
      if (settings.sealed(feedId) !== null) settings.keepSealed(feedId, null);
      return;
    }
    const secrets: Secrets = { origin: new URL(url).origin, credentials, header };
    const sealed = await this.#seal(secrets);
    // What a locked safe holds stays in it: it may be opened again when the app starts next.
    const isLocked = before.isLost || this.#temporary.has(feedId);
    if (sealed !== null || !isLocked) settings.keepSealed(feedId, sealed);
    if (sealed === null) this.#temporary.set(feedId, secrets);
    else this.#temporary.delete(feedId);
  }

  /** Whether the safe takes anything, so that what it cannot open it never will. */
  async #isOpen(): Promise<boolean> {
    return (await this.#seal({ origin: '', credentials: null, header: null })) !== null;
  }

  async #seal(secrets: Secrets): Promise<Uint8Array | null> {
    try {
      return await this.parts.safe.seal(JSON.stringify(secrets));
    } catch {
      // What was thrown is not logged: nobody knows whether it repeats what it was given.
      this.parts.log.warn('The safe of the system did not take a secret.');
      return null;
    }
  }

  async #open(feedId: FeedId, sealed: Uint8Array): Promise<Secrets | null> {
    const { safe, log } = this.parts;
    let text: string | null;
    try {
      text = await safe.open(sealed);
    } catch {
      // What was thrown is not passed on: nobody knows what it repeats.
      log.warn('The safe of the system did not answer.');
      throw new ReaderError('unavailable', 'The safe of the system did not answer.');
    }
    try {
      return text === null ? null : Secrets.parse(JSON.parse(text));
    } catch {
      log.warn(`The secrets of feed ${String(feedId)} could not be read.`);
      return null;
    }
  }
}
