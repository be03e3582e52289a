/** Looks for one site's icon, in a few requests, and notes what came of it. */
import { ReaderError } from '../../shared/errors';
import type {
  Clock,
  DocumentParser,
  HostHoldStore,
  IconRecord,
  IconSeeker,
  IconStore,
  MediaFiles,
  StoredPicture,
  Validators,
  WebAnswer,
  WebContent,
  WebSource,
} from '../core/ports';
import { retryAfterMs } from '../core/retryAfter';
import { isIconShaped, nextIconTry, sharedIcon } from '../core/siteIcon';

/** One try of a host: the feed's own picture, the page, what the page names, and the usual place. */
const MOST_REQUESTS = 4;
/** Which of a page's icons are worth a request; they come best first. */
const MOST_NAMED = 2;
/** A try that the end of the app interrupts is not made again at every start. */
const INTERRUPTED_MS = 60 * 60_000;
const NO_VALIDATORS: Validators = { etag: null, lastModified: null };
/** The server was not reached, so nobody was bothered. */
const UNREACHED: ReadonlySet<string> = new Set(['network', 'timeout', 'proxy']);

export interface IconSearchParts {
  readonly icons: IconStore;
  readonly source: WebSource;
  readonly parser: DocumentParser;
  readonly files: MediaFiles;
  readonly hostHolds: HostHoldStore;
  readonly clock: Clock;
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
    const seekers = icons.seekersOf(host);
    const current: Try = {
      privateOrigin: privateOriginOf(seekers),
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
    const ownIcon = sharedIcon(seekers);
    for (const url of [before.url, ownIcon]) {
      const found = url === null ? null : await this.#tryPicture(url, before, current);
      if (found !== null) return found;
    }
    const page = siteOf(before.host, seekers);
    for (const url of await this.#namedIcons(page, current)) {
      const found = await this.#tryPicture(url, before, current);
      if (found !== null) return found;
    }
    return this.#tryPicture(new URL('/favicon.ico', page).href, before, current);
  }

  async #namedIcons(page: string, current: Try): Promise<readonly string[]> {
    const answer = await this.#ask(page, 'page', null, current);
    if (answer?.kind !== 'content') return [];
    const { facts, bytes, contentType } = answer;
    try {
      const inspection = await this.parts.parser.inspect(bytes, { url: facts.url, contentType });
      const icons = inspection.kind === 'page' ? inspection.page.icons : [];
      return icons.filter((url) => !/\.svgz?(?:[?#]|$)/i.test(url)).slice(0, MOST_NAMED);
    } catch (error) {
      if (isCancelled(error)) throw error;
      return [];
    }
  }

  /** @returns null when there is no picture that could be an icon. */
  async #tryPicture(url: string, before: IconRecord, current: Try): Promise<Found | null> {
    const isKnown = url === before.url && before.mediaId !== null;
    const answer = await this.#ask(url, 'icon', isKnown ? before.validators : null, current);
    if (answer?.kind === 'content') return this.#take(url, answer);
    if (answer?.kind !== 'not-modified' || !isKnown) return null;
    const { etag, lastModified } = answer.facts.validators;
    const isRenewed = etag !== null || lastModified !== null;
    const validators = isRenewed ? answer.facts.validators : before.validators;
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
    url: string,
    purpose: 'icon' | 'page',
    validators: Validators | null,
    current: Try,
  ): Promise<WebAnswer | null> {
    const { source, hostHolds, clock, closing } = this.parts;
    const { host } = new URL(url);
    if (current.asked.size >= MOST_REQUESTS || current.asked.has(url)) return null;
    if (current.silent.has(host) || hostHolds.heldUntil(host, clock.now()) !== null) return null;
    current.asked.add(url);
    const { privateOrigin } = current;
    const request = { url, purpose, validators, privateOrigin, signal: closing };
    try {
      const answer = await source.get({ ...request, credentials: null, userAgent: null, headers: [] }); // prettier-ignore
      if (answer.kind === 'refused') this.#noteRefusal(answer, current);
      return answer;
    } catch (error) {
      if (isCancelled(error) || !(error instanceof ReaderError)) throw error;
      if (UNREACHED.has(error.code)) {
        current.silent.add(host);
        current.wasUnreached = true;
      }
      return null;
    }
  }

  #noteRefusal({ facts }: Extract<WebAnswer, { kind: 'refused' }>, current: Try): void {
    const { hostHolds, clock } = this.parts;
    const { host } = new URL(facts.url);
    if (![401, 403, 429, 503].includes(facts.status)) return;
    current.silent.add(host);
    const wait = retryAfterMs(facts.retryAfter, clock.now(), facts.date);
    if (wait !== null) hostHolds.hold(host, clock.now() + wait);
  }
}

function isCancelled(error: unknown): boolean {
  return error instanceof ReaderError && error.code === 'cancelled';
}

/** A feed may name a private site only on the very origin where it lies itself. */
function privateOriginOf(seekers: readonly IconSeeker[]): string | null {
  const allowed = seekers.find(({ allowsPrivate }) => allowsPrivate);
  return allowed === undefined ? null : new URL(allowed.url).origin;
}

/** The page that stands for the site; feeds that name none are given their host's home page. */
function siteOf(host: string, seekers: readonly IconSeeker[]): string {
  const named = seekers.find(({ siteUrl }) => siteUrl !== null && new URL(siteUrl).host === host);
  if (named?.siteUrl != null) return named.siteUrl;
  const [first] = seekers;
  return first === undefined ? `https://${host}/` : new URL('/', first.url).href;
}
