/** Looks for one site's icon, in a few requests, and notes what came of it. */
import { ReaderError } from '../../shared/errors';
import { hostHoldAfter } from '../core/hostHold';
import type {
  Clock,
  DocumentParser,
  HostHoldStore,
  IconRecord,
  IconSeeker,
  IconStore,
  Later,
  MediaFiles,
  StoredPicture,
  Validators,
  WebAnswer,
  WebContent,
  WebSource,
} from '../core/ports';
import { believed, originOfHost, siteOf, type IconPlace } from '../core/iconPlaces';
import { isUnreached } from '../core/reach';
import { isIconShaped, nextIconTry, sharedIcon } from '../core/siteIcon';
import { NO_VALIDATORS, renewed } from '../core/validators';
import { restFor } from './restFor';

/** One try of a host: the feed's own picture, the page, what the page names, and the usual place. */
const MOST_REQUESTS = 4;
/** Which of a page's icons are worth a request; they come best first. */
const MOST_NAMED = 2;
/** A try that the end of the app interrupts is not made again at every start. */
const INTERRUPTED_MS = 60 * 60_000;

export interface IconSearchParts {
  readonly icons: IconStore;
  readonly source: WebSource;
  readonly parser: DocumentParser;
  readonly files: MediaFiles;
  readonly hostHolds: HostHoldStore;
  readonly clock: Clock;
  readonly later: Later;
  /** Between two requests, in milliseconds. */
  readonly hostSpacingMs: number;
  readonly closing: AbortSignal;
}

export interface IconResult {
  /** The site has another icon than before. */
  readonly isNew: boolean;
  readonly wasReached: boolean;
}

interface Found {
  readonly url: string;
  readonly validators: Validators;
  /** Null when the server says that it is the one stored already. */
  readonly picture: StoredPicture | null;
}

/** What one try has done so far. */
interface Try {
  /** The private origin that a person allowed, or null. */
  readonly privateOrigin: string | null;
  readonly asked: Set<string>;
  /** Hosts that do not answer, or want to be left alone. */
  readonly silent: Set<string>;
  wasUnreached: boolean;
}

export class IconSearch {
  constructor(private readonly parts: IconSearchParts) {}

  /** @throws ReaderError `cancelled` when the engine closes, `storage` when nothing can be stored. */
  async look(host: string): Promise<IconResult> {
    const { icons, hostHolds, clock } = this.parts;
    const before: IconRecord = icons.find(host) ?? {
      ...{ host, mediaId: null, url: null, validators: NO_VALIDATORS },
      ...{ checkedAt: 0, nextDueAt: 0 },
    };
    const heldUntil = hostHolds.heldUntil(host, clock.now());
    if (heldUntil !== null) {
      icons.save({ ...before, nextDueAt: heldUntil }, null);
      return { isNew: false, wasReached: true };
    }
    const now = clock.now();
    icons.save({ ...before, checkedAt: now, nextDueAt: now + INTERRUPTED_MS }, null);
    const { seekers, privateOrigin } = believed(icons.seekersOf(host));
    const current: Try = {
      privateOrigin,
      asked: new Set(),
      silent: new Set(),
      wasUnreached: false,
    };
    const found = await this.#find(before, seekers, current);
    return this.#note(before, found, current.wasUnreached);
  }

  /** Until when the host is left alone is decided here, whatever happened. */
  #note(before: IconRecord, found: Found | null, wasUnreached: boolean): IconResult {
    const { icons, hostHolds, clock } = this.parts;
    const now = clock.now();
    const outcome = found !== null ? 'found' : wasUnreached ? 'unreached' : 'none';
    const held = hostHolds.heldUntil(before.host, now) ?? 0;
    const nextDueAt = Math.max(nextIconTry(outcome, now), held);
    const mediaId = found?.picture?.id ?? before.mediaId;
    const url = found?.url ?? before.url;
    const validators = found?.validators ?? before.validators;
    const record = { host: before.host, mediaId, url, validators, checkedAt: now, nextDueAt };
    icons.save(record, found?.picture ?? null);
    return { isNew: mediaId !== before.mediaId, wasReached: outcome !== 'unreached' };
  }

  async #find(
    before: IconRecord,
    seekers: readonly IconSeeker[],
    current: Try,
  ): Promise<Found | null> {
    const { privateOrigin } = current;
    const ownIcon = sharedIcon(seekers);
    const page = siteOf(before.host, seekers);
    // What is known already was named by the page, unless the feed names it too.
    const knownBy =
      before.url === ownIcon ? privateOrigin : originOfHost(before.host, privateOrigin);
    const usual = new URL('/favicon.ico', page).href;
    const first = [
      { url: before.url, origin: knownBy },
      { url: ownIcon, origin: privateOrigin },
    ];
    for (const { url, origin } of first) {
      const found = url === null ? null : await this.#tryPicture({ url, origin }, before, current);
      if (found !== null) return found;
    }
    for (const named of await this.#namedIcons(page, current)) {
      const found = await this.#tryPicture(named, before, current);
      if (found !== null) return found;
    }
    return this.#tryPicture({ url: usual, origin: privateOrigin }, before, current);
  }

  async #namedIcons(page: string, current: Try): Promise<readonly IconPlace[]> {
    const answer = await this.#ask(
      { url: page, origin: current.privateOrigin },
      'page',
      null,
      current,
    );
    if (answer?.kind !== 'content') return [];
    const { facts, bytes, contentType } = answer;
    const pageOrigin = new URL(facts.url).origin;
    const origin = pageOrigin === current.privateOrigin ? pageOrigin : null;
    try {
      const inspection = await this.parts.parser.inspect(bytes, { url: facts.url, contentType });
      const icons = inspection.kind === 'page' ? inspection.page.icons : [];
      const drawn = icons.filter((url) => !/\.svgz?(?:[?#]|$)/i.test(url));
      return drawn.slice(0, MOST_NAMED).map((url) => ({ url, origin }));
    } catch (error) {
      if (isCancelled(error)) throw error;
      return [];
    }
  }

  /** @returns null when there is no picture that could be an icon. */
  async #tryPicture(place: IconPlace, before: IconRecord, current: Try): Promise<Found | null> {
    const { url } = place;
    const isKnown = url === before.url && before.mediaId !== null;
    const answer = await this.#ask(place, 'icon', isKnown ? before.validators : null, current);
    if (answer?.kind === 'content') return this.#take(url, answer);
    if (answer?.kind !== 'not-modified' || !isKnown) return null;
    const validators = renewed(before.validators, answer.facts.validators);
    return { url, validators, picture: null };
  }

  async #take(url: string, { bytes, facts }: WebContent): Promise<Found | null> {
    const { files } = this.parts;
    const probed = files.probe(bytes);
    if (probed === null || !isIconShaped(probed)) return null;
    return { url, validators: facts.validators, picture: await files.save(bytes) };
  }

  /** @returns null when nothing more is to be asked, or no answer came. */
  async #ask(
    { url, origin }: IconPlace,
    purpose: 'icon' | 'page',
    validators: Validators | null,
    current: Try,
  ): Promise<WebAnswer | null> {
    const { source, later, hostSpacingMs, closing } = this.parts;
    const { host } = new URL(url);
    if (current.asked.size >= MOST_REQUESTS || current.asked.has(url)) return null;
    if (current.asked.size > 0) await restFor(hostSpacingMs, later, closing);
    if (current.silent.has(host) || this.#isHeld(host)) return null;
    current.asked.add(url);
    // Nothing that lies elsewhere may lead there.
    const privateOrigin = new URL(url).origin === origin ? origin : null;
    try {
      const answer = await source.get({
        ...{ url, purpose, validators, privateOrigin, signal: closing },
        ...{ credentials: null, userAgent: null, headers: [] },
        beforeHop: (next) => this.#beforeHop(new URL(next).host, current),
      });
      if (answer.kind === 'refused') this.#noteRefusal(answer, current);
      return answer;
    } catch (error) {
      if (isCancelled(error) || !(error instanceof ReaderError)) throw error;
      // A private address says nothing about the other addresses of its host.
      if (isUnreached(error) && error.code !== 'private-address') {
        current.silent.add(host);
        current.wasUnreached = true;
      }
      return null;
    }
  }

  /** @throws ReaderError `http-status` for a host that wants to be left alone. */
  #beforeHop(host: string, current: Try): Promise<void> {
    if (!current.silent.has(host) && !this.#isHeld(host)) return Promise.resolve();
    return Promise.reject(new ReaderError('http-status', 'The server is left alone.', { host }));
  }

  #isHeld(host: string): boolean {
    const { hostHolds, clock } = this.parts;
    return hostHolds.heldUntil(host, clock.now()) !== null;
  }

  #noteRefusal({ facts }: Extract<WebAnswer, { kind: 'refused' }>, current: Try): void {
    const { hostHolds, clock } = this.parts;
    if (![401, 403, 429, 503].includes(facts.status)) return;
    current.silent.add(new URL(facts.url).host);
    const hold = hostHoldAfter(facts, clock.now());
    if (hold !== null) hostHolds.hold(hold.host, hold.until);
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof ReaderError && error.code === 'cancelled';
}
