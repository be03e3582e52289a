import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { RunCommand } from '../../state/commandContext';
import { CommandQueue } from './CommandQueue';

/** The same commands, which wait for the library where they need it. */
export function useCommandQueue(carryOut: RunCommand): RunCommand {
  const client = useQueryClient();
  const queue = useMemo(() => new CommandQueue(client, carryOut), [client, carryOut]);
  useEffect(
    () => () => {
      queue.stop();
    },
    [queue],
  );
  return queue.run;
}
