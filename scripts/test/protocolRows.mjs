// @ts-check
// How many cases each protocol of the project demands. A test names the cases it carries in its title: "[A8.03] …".

/**
 * The contract's methods (queries, commands and shell commands together). Protocol A9 has 6 general cases and 5 for each method, so
 * whoever adds a method to the contract raises this number with it.
 */
export const contractMethods = 20;

/** Cases each protocol demands, by its name. */
export const protocolRows = {
  S1: 10,
  A1: 20,
  A6: 80,
  A7: 36,
  A8: 24,
  A9: 6 + 5 * contractMethods,
  A10: 14,
  A11: 40,
  A12: 4,
};
