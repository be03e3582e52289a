/** Pages that are kept although they are no feed's articles. */
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { Input, Output } from '../../../shared/contract/index';
import { reader } from './reader';

/** Fails into the dialog that asked; hence no toast. */
export function useSavePage(): UseMutationResult<Output<'pages.save'>, Error, Input<'pages.save'>> {
  return useMutation({
    mutationFn: (input: Input<'pages.save'>) => reader['pages.save'](input),
  });
}
