/** Address policies for tests, whose servers are on loopback. The app itself has only the strict one. */
import { publicOnly, type AddressPolicy } from '../../src/main/fetch/addressPolicy';

/** Lets everything through, as if there were no policy. */
export const anyAddress: AddressPolicy = {
  allowsHost: () => true,
  allowsAddress: () => true,
};

/** The strict policy, but for some addresses and names that play the public internet. */
export function publicOnlyAnd(...hosts: readonly string[]): AddressPolicy {
  const isPlayer = (host: string): boolean => hosts.includes(host);
  return {
    allowsHost: (hostname) => isPlayer(hostname) || publicOnly.allowsHost(hostname),
    allowsAddress: (address) => isPlayer(address) || publicOnly.allowsAddress(address),
  };
}
