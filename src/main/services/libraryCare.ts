/**
 * Looks after the library while nobody waits for it: the log is folded, what matters most is written
 * out, copies are made, the whole is checked, and room is given back. docs/decisions/0020 has the
 * figures.
 */
import type {
  CheckOutcome,
  Clock,
  Later,
  LibraryKeeper,
  LibraryTimes,
  LibraryUpkeep,
  Log,
  Pause,
} from '../core/ports';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often it is looked whether something is due. */
const LOOK_EVERY = 4 * SECOND;
/** What is in the log is lost with the log: no commit stays there for longer than 30 s, none that
 *  deletes for longer than 5 s. */
const FOLD_AFTER = 20 * SECOND;
const STATE_AFTER = MINUTE;
/** After a start the reader comes first. */
const REST_AFTER_START = 2 * MINUTE;
const CHECK_EVERY = 7 * DAY;
const OPTIMISE_EVERY = DAY;
const GIVE_BACK_EVERY = 10 * MINUTE;
/** For each of these a day more between two backups, so that a large library does not cost the disk
 *  more than this a day; but never more than a week. */
const DAILY_BYTES = 256 * 1024 * 1024;
const LONGEST_WITHOUT_BACKUP = 7 * DAY;
const TRY_AGAIN_AFTER = 10 * MINUTE;

export interface LibraryCareParts {
  readonly keeper: LibraryKeeper;
  readonly upkeep: LibraryUpkeep;
  readonly times: LibraryTimes;
  readonly clock: Clock;
  /** Milliseconds that only ever go up. */
  readonly elapsed: () => number;
  readonly later: Later;
  readonly pause: Pause;
  readonly log: Log;
  /** False while feeds are being refreshed. */
  readonly isQuiet: () => boolean;
  /** False while the disk has no room for more than the reader's own marks. */
  readonly hasRoom: () => boolean;
  /** Whether somebody uses the library just now. */
  readonly isInUse: () => boolean;
  /** Aborted when the engine closes. */
  readonly closing: AbortSignal;
  /** The library reads wrong; nothing may be written to it any more. */
  readonly onDamage: () => void;
}

interface Task {
  readonly name: string;
  readonly isDue: (elapsed: number) => boolean;
  readonly run: () => Promise<void> | void;
  notBefore: number;
}

export class LibraryCare {
  readonly #tasks: readonly Task[];
  #isCheckWanted = false;
  /** The library was found sound, and nothing has been written out since. */
  #isTrusted = false;
  #startedAt = 0;
  /** When the log was first seen to hold something; null while it is empty. */
  #loggedAt: number | null = null;
  #hasDeleted = false;
  #changedAt: number | null = null;
  #optimisedAt: number | null = null;
  #gaveBackAt = 0;
  #takeBack: () => void = () => undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LibraryCareParts) {
    const task = (name: string, isDue: Task['isDue'], run: Task['run']): Task => ({
      name,
      isDue,
      run,
      notBefore: 0,
    });
    this.#tasks = [
      task('Folding the log', (now) => this.#isFoldDue(now), () => this.#fold()),
      task('Checking the library', (now) => this.#isCheckDue(now), () => this.#check()),
      task('Writing out subscriptions and bookmarks', (now) => this.#isStateDue(now), () => this.#writeState()),
      task('Backing the library up', (now) => this.#isBackUpDue(now), () => this.#backUp()),
      task('Renewing statistics', (now) => this.#isOptimiseDue(now), () => { this.#optimise(); }),
      task('Giving room back', (now) => this.#isGiveBackDue(now), () => this.#giveBack()),
    ]; // prettier-ignore
  }

  /** @param wasInUse the app ended without closing the library, so that it is checked soon. */
  start(wasInUse: boolean): void {
    this.#isCheckWanted = wasInUse;
    this.#startedAt = this.parts.elapsed();
    // What changed after it was last written out is not known any more.
    this.#changedAt = this.#startedAt;
    this.#lookLater();
  }

  /** Subscriptions, folders, settings or marks are other than they were. */
  noteChange(): void {
    this.#changedAt ??= this.parts.elapsed();
  }

  /** Articles or feeds were deleted. */
  noteDeletion(): void {
    this.#hasDeleted = true;
    this.noteChange();
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#takeBack();
    await this.parts.keeper.close();
    await this.#running;
  }

  #lookLater(): void {
    if (this.parts.closing.aborted) return;
    this.#takeBack = this.parts.later(LOOK_EVERY, () => {
      this.#running = this.#look().finally(() => {
        this.#lookLater();
      });
    });
  }

  async #look(): Promise<void> {
    const { elapsed, upkeep, hasRoom, log } = this.parts;
    const now = elapsed();
    this.#loggedAt = upkeep.logSize() === 0 ? null : (this.#loggedAt ?? now);
    for (const task of this.#tasks) {
      if (this.#isClosing() || !hasRoom()) return;
      if (now < task.notBefore || !task.isDue(now)) continue;
      try {
        await task.run();
      } catch (error) {
        if (this.#isClosing()) return;
        task.notBefore = elapsed() + TRY_AGAIN_AFTER;
        log.warn(task.name, error);
      }
    }
  }

  #isClosing(): boolean {
    return this.parts.closing.aborted;
  }

  #isFoldDue(now: number): boolean {
    if (this.#loggedAt === null) return false;
    return this.#hasDeleted || now - this.#loggedAt >= FOLD_AFTER;
  }

  /** The disk is waited for in the other thread; what is left to do here is to cut the log off. */
  async #fold(): Promise<void> {
    this.#hasDeleted = false;
    await this.parts.keeper.foldLog();
    if (this.parts.closing.aborted) return;
    this.parts.upkeep.emptyLog();
  }

  #isStateDue(now: number): boolean {
    // Of a library in doubt nothing is written over what was written when it was sound.
    if (this.#isCheckWanted || this.#changedAt === null) return false;
    return now - this.#changedAt >= STATE_AFTER;
  }

  async #writeState(): Promise<void> {
    const changedAt = this.#changedAt;
    const isTrusted = this.#isTrusted;
    this.#changedAt = null;
    this.#isTrusted = false;
    try {
      const outcome = await this.parts.keeper.writeState(isTrusted);
      if (outcome === 'damaged') this.parts.onDamage();
      if (outcome !== 'doubtful') return;
    } catch (error) {
      this.#changedAt ??= changedAt;
      throw error;
    }
    this.#changedAt ??= changedAt;
    this.#isCheckWanted = true;
  }

  #isFree(now: number): boolean {
    const { isQuiet, isInUse } = this.parts;
    return now - this.#startedAt >= REST_AFTER_START && isQuiet() && !isInUse();
  }

  #isCheckDue(now: number): boolean {
    if (!this.#isFree(now)) return false;
    const { times, clock } = this.parts;
    const checkedAt = times.checkedAt();
    return this.#isCheckWanted || isOlder(checkedAt, clock.now(), CHECK_EVERY);
  }

  async #check(): Promise<void> {
    const outcome: CheckOutcome = await this.parts.keeper.check();
    if (outcome === 'sound') {
      this.#isCheckWanted = false;
      this.#isTrusted = true;
    }
    if (outcome === 'damaged') this.parts.onDamage();
  }

  #isBackUpDue(now: number): boolean {
    if (!this.#isFree(now)) return false;
    const { times, clock, upkeep } = this.parts;
    const madeAt = times.backedUpAt();
    const every = Math.min(DAY * Math.ceil(upkeep.size() / DAILY_BYTES), LONGEST_WITHOUT_BACKUP);
    if (!isOlder(madeAt, clock.now(), every)) return false;
    return madeAt === null || times.changedAt() > madeAt;
  }

  async #backUp(): Promise<void> {
    const outcome = await this.parts.keeper.backUp();
    if (outcome === 'damaged') this.parts.onDamage();
    if (outcome === 'no-room') throw new Error('The disk has no room for a copy.');
  }

  #isOptimiseDue(now: number): boolean {
    if (!this.#isFree(now)) return false;
    return this.#optimisedAt === null || now - this.#optimisedAt >= OPTIMISE_EVERY;
  }

  #optimise(): void {
    this.#optimisedAt = this.parts.elapsed();
    this.parts.upkeep.optimise();
  }

  #isGiveBackDue(now: number): boolean {
    return this.#isFree(now) && now >= this.#gaveBackAt;
  }

  /** Step by step: whoever acts meanwhile is served between two, and it ends there. */
  async #giveBack(): Promise<void> {
    const { upkeep, pause, isQuiet, isInUse, closing, elapsed } = this.parts;
    while (upkeep.giveBack()) {
      await pause();
      if (closing.aborted || !isQuiet() || isInUse()) return;
    }
    this.#gaveBackAt = elapsed() + GIVE_BACK_EVERY;
  }
}

/** A time that lies ahead comes from a clock that was wrong, and says nothing. */
function isOlder(at: number | null, now: number, age: number): boolean {
  return at === null || at > now || now - at >= age;
}
