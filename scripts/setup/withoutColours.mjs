// @ts-check
// Some tools colour their output whatever they are told.

const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** @param {string} text @returns {string} the text without a terminal's colour codes */
export function withoutColours(text) {
  return text.replace(colours, '');
}
