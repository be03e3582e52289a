// @ts-check
// Refuses a Node that is too old before anything else is loaded: a clear sentence instead of a syntax error.

const oldestMajor = 20;
const oldestMinor = 19;

/**
 * Says why a Node version cannot be used.
 * @param {string} version as in `process.versions.node`, for example "20.19.0"
 * @returns {string | undefined} one sentence, or undefined when the version is new enough
 */
export function nodeVersionProblem(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return undefined;
  return `Node ${version} is too old for Broadsheet, which needs Node ${oldestMajor}.${oldestMinor} or newer.`;
}

/** Ends the process with exit code 1 and a plain sentence when this Node is too old. */
export function requireNodeVersion() {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem === undefined) return;
  process.stdout.write(
    `Stopped: ${problem}\nNext: Install a newer Node (for example with "nvm install"), then run the command again.\n`,
  );
  process.exit(1);
}
