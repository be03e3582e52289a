/** Fetches addresses from where they point: the web, or the collection that comes with the app. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { FeedAnswer, FeedRequest, FeedSource } from '../core/ports';

export class FeedReader implements FeedSource {
  constructor(
    private readonly web: FeedSource,
    private readonly bundled: FeedSource,
  ) {}

  get(request: FeedRequest): Promise<FeedAnswer> {
    const isBundled = new URL(request.url).protocol === `${SAMPLE_SCHEME}:`;
    return (isBundled ? this.bundled : this.web).get(request);
  }
}
