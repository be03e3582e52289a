/** HTML that other projects' sanitisers were attacked with, and what it looks like as a feed. */
import { rss } from './builders';
import { fixture } from './fixtures';

export interface AttackVector {
  /** Where it comes from and its number there, such as `dompurify#83`. No two have the same. */
  readonly key: string;
  readonly html: string;
}

/** Markup that changes its meaning when what was read is written and read a second time. */
const MUTATING: readonly AttackVector[] = [
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror="alert(1)">',
  `${'<div>'.repeat(506)}<table><caption><svg><title><table><caption></caption></table></title><style><a id="</style><img src=x onerror=alert(1)>"></a></style></svg></caption></table>`,
].map((html, index) => ({ key: `mutating#${String(index + 1)}`, html }));

export const ATTACK_VECTORS: readonly AttackVector[] = [
  ...(JSON.parse(fixture('xss/vectors.json').toString()) as AttackVector[]),
  ...MUTATING,
];

const escaped = (html: string): string => html.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A feed with one article for each vector, in their order and titled with their keys. */
export function attackFeed(vectors: readonly AttackVector[], title: string): string {
  const newest = Date.UTC(2026, 10, 20, 12);
  const articles = vectors.map(({ key, html }, index) => ({
    guid: key,
    title: key,
    description: escaped(html),
    pubDate: new Date(newest - index * 60_000).toUTCString(),
  }));
  return rss(articles, title);
}
