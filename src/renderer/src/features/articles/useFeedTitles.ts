import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { FeedId } from '../../../../shared/model';
import { feedsOptions } from '../../api/feeds';

/** What the feeds are called. */
export function useFeedTitles(): ReadonlyMap<FeedId, string> {
  const feeds = useQuery(feedsOptions).data?.feeds;
  return useMemo(() => new Map(feeds?.map((feed) => [feed.id, feed.title])), [feeds]);
}
