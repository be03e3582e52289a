/** Fetches addresses from where they point: the web, or the collection that comes with the app. */
import { SAMPLE_SCHEME } from '../../shared/articleMarkup';
import type { WebAnswer, WebRequest, WebSource } from '../core/ports';

export class FeedReader implements WebSource {
  constructor(
    private readonly web: WebSource,
    private readonly bundled: WebSource,
  ) {}

  get(request: WebRequest): Promise<WebAnswer> {
    const isBundled = new URL(request.url).protocol === `${SAMPLE_SCHEME}:`;
    return (isBundled ? this.bundled : this.web).get(request);
  }
}
