import { expect, test } from 'vitest';
import { contractMethods, protocolRows } from '../../../scripts/test/protocolRows.mjs';
import { contract } from '../../../src/shared/contract/index';

test('the protocols know how many methods the contract has', () => {
  expect(contractMethods).toBe(Object.keys(contract).length);
  expect(protocolRows.A9).toBe(6 + 5 * Object.keys(contract).length);
});

test('every protocol demands at least one case', () => {
  expect(Object.values(protocolRows).every((cases) => Number.isInteger(cases) && cases > 0)).toBe(
    true,
  );
});
