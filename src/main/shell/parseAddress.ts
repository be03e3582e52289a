/** `URL.parse` for the development runtime, whose Node does not have it yet. */
export function parseAddress(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
