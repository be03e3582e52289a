import { useState, type ReactNode } from 'react';
import type { FeedCandidate } from '../../../../shared/model';
import { Dialog } from '../../ui/Dialog';
import { AddressForm } from './AddressForm';
import { CandidateForm } from './CandidateForm';
import { PrivateQuestion } from './PrivateQuestion';
import { SignInForm } from './SignInForm';
import './subscribe.css';
import { useAddFeed } from './useAddFeed';

/** Adds a feed: one address, and a choice only when a site has several feeds. */
export function SubscribeDialog({ onClose }: { onClose: () => void }): ReactNode {
  const [address, setAddress] = useState('');
  const [candidates, setCandidates] = useState<readonly FeedCandidate[] | null>(null);
  /** True once something else stood in the place of the field, and took its focus. */
  const [hasReturned, setHasReturned] = useState(false);
  const addFeed = useAddFeed(setCandidates, onClose);

  const { question } = addFeed;
  const startAnew = () => {
    setHasReturned(true);
    addFeed.forget();
    setCandidates(null);
  };

  return (
    <Dialog title="Add a feed" onClose={onClose}>
      {question?.kind === 'private' ? (
        <PrivateQuestion
          host={question.host}
          progress={addFeed.progress}
          onAllow={() => {
            setHasReturned(true);
            addFeed.answer({ allowPrivate: true });
          }}
          onBack={startAnew}
        />
      ) : question?.kind === 'signIn' ? (
        <SignInForm
          host={question.host}
          progress={addFeed.progress}
          wasRefused={question.wasRefused}
          onBack={startAnew}
          onSignIn={(given) => {
            setHasReturned(true);
            addFeed.answer({ signIn: given });
          }}
        />
      ) : candidates === null ? (
        <AddressForm
          address={address}
          hasReturned={hasReturned}
          problem={addFeed.problem}
          progress={addFeed.progress}
          withoutFeed={addFeed.withoutFeed}
          onChange={setAddress}
          onSavePage={addFeed.savePage}
          onSubmit={() => {
            addFeed.find(address);
          }}
        />
      ) : (
        <CandidateForm
          candidates={candidates}
          problem={addFeed.problem}
          progress={addFeed.progress}
          onBack={startAnew}
          onChoose={addFeed.subscribe}
        />
      )}
    </Dialog>
  );
}
