import type { ReactNode } from 'react';
import type { FeedDetails } from '../../../../shared/model';
import { useNow } from '../../ui/useNow';
import { ledgerLines } from './ledgerWords';

/** What asking for this feed has cost, its server too, and what it has brought. */
export function Ledger({ details }: { details: FeedDetails }): ReactNode {
  const now = useNow();
  return (
    <section aria-label="What was asked and answered" className="ledger">
      <h3>What was asked and answered</h3>
      <dl>
        {ledgerLines(details, now).map(({ term, words }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
