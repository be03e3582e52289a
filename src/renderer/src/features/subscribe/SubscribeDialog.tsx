import { useState, type ReactNode } from 'react';
import type { FeedCandidate } from '../../../../shared/model';
import { Dialog } from '../../ui/Dialog';
import { AddressForm } from './AddressForm';
import { CandidateForm } from './CandidateForm';
import './subscribe.css';
import { useAddFeed } from './useAddFeed';

/** Adds a feed: one address, and a choice only when a site has several feeds. */
export function SubscribeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [address, setAddress] = useState('');
  const [candidates, setCandidates] = useState<readonly FeedCandidate[] | null>(null);
  const addFeed = useAddFeed(setCandidates, onClose);

  return (
    <Dialog title="Add a feed" onClose={onClose}>
      {candidates === null ? (
        <AddressForm
          address={address}
          problem={addFeed.problem}
          progress={addFeed.progress}
          onChange={setAddress}
          onSubmit={() => {
            addFeed.find(address);
          }}
        />
      ) : (
        <CandidateForm
          candidates={candidates}
          problem={addFeed.problem}
          progress={addFeed.progress}
          onBack={() => {
            setCandidates(null);
          }}
          onChoose={addFeed.subscribe}
        />
      )}
    </Dialog>
  );
}
