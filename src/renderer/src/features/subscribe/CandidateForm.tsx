import { useId, useState, type ReactNode } from 'react';
import type { FeedCandidate } from '../../../../shared/model';
import { Button } from '../../ui/Button';
import { FormStatus } from './FormStatus';

/** The feeds that a site offers, to choose one; radio buttons, so arrow keys and Enter do it. */
export function CandidateForm({
  candidates,
  problem,
  progress,
  onBack,
  onChoose,
}: {
  candidates: readonly FeedCandidate[];
  problem: string | null;
  progress: string | null;
  onBack: () => void;
  onChoose: (url: string) => void;
}): ReactNode {
  const statusId = useId();
  const [chosen, setChosen] = useState(candidates[0]?.url ?? '');

  return (
    <form
      className="subscribe-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (progress === null) onChoose(chosen);
      }}
    >
      <fieldset>
        <legend>This site has {candidates.length} feeds</legend>
        {candidates.map((candidate) => (
          <label key={candidate.url} className="candidate">
            <input
              // The focus of the field that was here would be lost with it.
              ref={(radio) => {
                if (candidate.url === candidates[0]?.url) radio?.focus();
              }}
              checked={candidate.url === chosen}
              name="candidate"
              type="radio"
              value={candidate.url}
              onChange={() => {
                setChosen(candidate.url);
              }}
            />
            <span className="candidate-title" dir="auto">
              {candidate.title}
            </span>
            <span className="candidate-address">{candidate.url}</span>
          </label>
        ))}
      </fieldset>
      <FormStatus id={statusId} problem={problem} progress={progress} />
      <div className="dialog-actions">
        <Button onClick={onBack}>Another address</Button>
        <Button disabled={progress !== null} look="primary" submits>
          Subscribe
        </Button>
      </div>
    </form>
  );
}
