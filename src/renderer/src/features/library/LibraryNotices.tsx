import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { LibraryState } from '../../../../shared/model';
import { libraryStateOptions } from '../../api/library';
import './library.css';
import { RecoveryReport } from './RecoveryReport';

const TEMPORARY: Readonly<Record<NonNullable<LibraryState['temporary']>, string>> = {
  'read-only':
    'Your library is write-protected. You can read everything; changes will not be kept.',
  newer:
    'This is a copy of a library that a newer version of Broadsheet made. Changes will not be kept.',
};

/** Stands above everything else while there is something to know about the library as a whole. */
export function LibraryNotices(): ReactNode {
  const state = useQuery(libraryStateOptions).data;
  if (state === undefined) return null;
  const { temporary, recovery } = state;
  if (temporary === null && recovery === null) return null;
  return (
    <aside aria-label="About your library" className="library-notices">
      {temporary !== null && (
        <p className="library-notice" role="status">
          {TEMPORARY[temporary]}
        </p>
      )}
      {recovery !== null && <RecoveryReport notice={recovery} />}
    </aside>
  );
}
