/** What a person is told of the library as a whole. */
import type { LibraryState } from '../../shared/model';
import type { LibraryTimes, RecoveryNotices } from '../core/ports';

export interface LibraryStandingParts {
  readonly notices: RecoveryNotices;
  readonly times: LibraryTimes;
  readonly temporary: LibraryState['temporary'];
}

export class LibraryStanding {
  constructor(private readonly parts: LibraryStandingParts) {}

  state(): LibraryState {
    const { notices, times, temporary } = this.parts;
    return { temporary, recovery: notices.read(), backupAt: times.backedUpAt() };
  }

  dismissRecovery(): void {
    this.parts.notices.remove();
  }
}
