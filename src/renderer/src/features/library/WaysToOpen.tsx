import type { ReactNode } from 'react';
import type { LibraryWay } from '../../../../shared/model';
import { useOpenLibrary, useShowLibrary } from '../../api/library';
import { Button } from '../../ui/Button';
import './library.css';

const WORDS: Readonly<Record<LibraryWay, string>> = {
  copy: 'Only read it',
  backup: 'Go back to the backup',
};

const MEANINGS: Readonly<Record<LibraryWay, string>> = {
  copy: 'You can also read a copy of it; what you change there is not kept.',
  backup:
    'Or go back to the backup from before the newer version changed it; the newer library is kept in a folder beside it.',
};

/** What else can be done with a library that could not be opened. */
export function WaysToOpen({ ways }: { ways: readonly LibraryWay[] }): ReactNode {
  const openLibrary = useOpenLibrary();
  const showLibrary = useShowLibrary();
  return (
    <>
      {ways.length > 0 && (
        <p>
          To go on as before, install the newer version.{' '}
          {ways.map((way) => MEANINGS[way]).join(' ')}
        </p>
      )}
      <div className="library-ways">
        {ways.map((way) => (
          <Button
            key={way}
            onClick={() => {
              openLibrary(way);
            }}
          >
            {WORDS[way]}
          </Button>
        ))}
        <Button onClick={showLibrary}>Show the folder</Button>
      </div>
    </>
  );
}
