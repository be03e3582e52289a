// @ts-check
// How many cases each protocol of the project demands. A test names the cases it carries in its title: "[A8.03] …".

/**
 * The contract's methods (queries, commands and shell commands together). Protocol A9 has 6 general cases and 5 for each method, so
 * whoever adds a method to the contract raises this number with it.
 */
export const contractMethods = 28;

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
  A13: 32,
  A14: 32,
  A15: 19,
  F1: 8,
  F2: 5,
  F3: 7,
  F4: 8,
  F5: 6,
  F6: 9,
  F7: 4,
  F8: 3,
  F9: 13,
  F10: 6,
  F11: 6,
  F12: 6,
  F13: 7,
  F14: 6,
  F15: 5,
  F16: 14,
  F17: 9,
  F18: 4,
  F19: 8,
  F20: 3,
  F21: 5,
  F22: 2,
  F23: 5,
  F24: 6,
  F25: 5,
  I1: 8,
  I2: 5,
  I3: 5,
  I4: 3,
  I5: 6,
  I6: 4,
  I7: 10,
  I8: 4,
  I9: 4,
  I10: 8,
  I11: 4,
  I12: 4,
};
