import { describe, expect, it } from 'vitest';
import type { FeedFailure } from '../../../src/shared/model';
import { isNetworkOut } from '../../../src/renderer/src/api/isNetworkOut';
import { aFeed } from '../../component/support/builders';

const failure = (code: FeedFailure['code']): FeedFailure => ({ code, details: {}, count: 1 });
const unreachable = { failure: failure('network') };

describe('the network is out', () => {
  it('when none of several feeds could be reached; bundled ones need no network', () => {
    expect(isNetworkOut([aFeed(1, unreachable), aFeed(2, unreachable)])).toBe(true);
    const bundled = aFeed(3, { url: 'sample:guide' });
    expect(isNetworkOut([aFeed(1, unreachable), aFeed(2, unreachable), bundled])).toBe(true);
  });

  it('not when one answered, even if what it said was an error', () => {
    expect(isNetworkOut([aFeed(1, unreachable), aFeed(2)])).toBe(false);
    const refused = { failure: failure('http-status') };
    expect(isNetworkOut([aFeed(1, unreachable), aFeed(2, refused)])).toBe(false);
  });

  it('not when there is one feed, which may be the one in trouble, or none', () => {
    expect(isNetworkOut([aFeed(1, unreachable)])).toBe(false);
    expect(isNetworkOut([])).toBe(false);
  });
});
