/** Two hundred publishers, each a server of its own, so that none of them has to be waited for. */
import { items, rss } from './builders';
import { FeedServer } from './feedServer';

export class ManyFeeds {
  #edition = 0;

  private constructor(private readonly servers: readonly FeedServer[]) {}

  static async start(count: number): Promise<ManyFeeds> {
    const servers: FeedServer[] = [];
    for (let index = 0; index < count; index += 1) servers.push(await FeedServer.start());
    const feeds = new ManyFeeds(servers);
    feeds.publish();
    return feeds;
  }

  /** A new edition of each: five articles nobody has yet. */
  publish(): void {
    this.#edition += 1;
    const edition = String(this.#edition);
    this.servers.forEach((server, index) => {
      const fresh = items(5).map((item) => ({ ...item, guid: `${edition}-${item.guid!}` }));
      server.serve('/feed', rss(fresh, `Feed ${String(index)}`));
    });
  }

  /** Their addresses as a file to import. */
  outlines(): string {
    const feeds = this.servers.map((server) => `<outline xmlUrl="${server.url('/feed')}"/>`);
    return `<opml version="2.0"><body>${feeds.join('')}</body></opml>`;
  }

  get requests(): number {
    return this.servers.reduce((sum, server) => sum + server.countOf('/feed'), 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.servers.map((server) => server.kill()));
  }
}
