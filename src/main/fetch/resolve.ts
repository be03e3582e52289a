/** From a name to its addresses. */
import { lookup, type LookupAddress } from 'node:dns';

/** All addresses of a name, in the order they should be tried. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The system's own resolver: it knows hosts files, VPNs and local names, which a DNS client does not. */
export const systemResolve: Resolve = (hostname) =>
  new Promise((resolve, reject) => {
    lookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses);
      else reject(error);
    });
  });
